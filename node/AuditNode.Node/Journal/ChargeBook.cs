using AuditNode.Chain;

namespace AuditNode.Node.Journal;

/// <summary>The charges of a journal: asked for once, awaited by whoever wants to release.</summary>
internal sealed class ChargeBook(JournalDatabase journal)
{
    /// <summary>Waits until a charge that was asked for is final on the chain.</summary>
    /// <exception cref="ChargeRefusedException">The contract refused it.</exception>
    public async Task PaidAsync(Bytes32 dataset, Bytes32 job, long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next = journal.Settled.Next;
            ChargeRow charge = await journal.RunAsync(connection => ChargeRow.Find(connection, dataset, job, sequence), cancellationToken)
                ?? throw new InvalidOperationException($"Record {sequence} of job {job} was never charged.");
            if (charge.Status == ChargeStatus.Paid) return;
            if (charge.Status == ChargeStatus.Refused) throw new ChargeRefusedException(job, sequence, charge.Reason ?? "no reason was given.");
            await next.WaitAsync(cancellationToken);
        }
    }
}
