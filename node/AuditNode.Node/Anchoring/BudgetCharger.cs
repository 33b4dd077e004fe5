using AuditNode.Chain;
using AuditNode.Engine.Privacy;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Anchoring;

/// <summary>
/// Charges releases to the datasets of this institution in PrivacyBudget. A charge is durable before it is sent, is sent once for each
/// (dataset, job, record) however often it is asked for, and counts when it is final: only then may what it pays for leave.
/// </summary>
/// <remarks>The <see cref="Anchorer"/> sends the charges; it has to run. <see cref="OperationJournal"/> charges operations by itself.</remarks>
public sealed class BudgetCharger
{
    private readonly JournalDatabase _journal;
    private readonly ChargeBook _book;

    /// <summary>A charger.</summary>
    /// <param name="journal">Where charges are kept.</param>
    public BudgetCharger(JournalDatabase journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        (_journal, _book) = (journal, new ChargeBook(journal));
    }

    /// <summary>Charges a release, and waits until the charge is final on the chain.</summary>
    /// <param name="dataset">The sender's identifier of the dataset.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="sequence">Number of the record that describes the release, from 0.</param>
    /// <param name="rho">The price, above 0.</param>
    /// <param name="cancellationToken">Stops the waiting, not the charge.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is 0, or the sequence negative.</exception>
    /// <exception cref="ChargeRefusedException">The contract refuses it. Asked again, it is tried again.</exception>
    /// <exception cref="JournalException">It was charged with another price before, or the journal has stopped.</exception>
    public async Task ChargeAsync(Bytes32 dataset, Bytes32 jobId, long sequence, Rho rho, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfEqual(rho, Rho.Zero);
        await _journal.RunAsync(connection => new ChargeRow(dataset, jobId, sequence, rho).Request(connection), cancellationToken);
        _journal.Added.Pulse();
        await _book.PaidAsync(dataset, jobId, sequence, cancellationToken);
    }
}
