using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Contracts.Errors;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Anchoring;

/// <summary>Sends charges to PrivacyBudget. A charge that is there already, with the same price, is found and not sent again.</summary>
internal sealed class ChargeSubmitter(DurableSender transactions, PrivacyBudget budget)
{
    /// <summary>Sends what is due.</summary>
    /// <param name="cancellationToken">Stops between two charges.</param>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        foreach (ChargeRow charge in await transactions.Journal.RunAsync(ChargeRow.Due, cancellationToken)) await SendAsync(charge, cancellationToken);
    }

    private async Task SendAsync(ChargeRow charge, CancellationToken cancellationToken)
    {
        UInt128 rho = charge.Rho.Units;
        try
        {
            await transactions.SendAsync(
                SubmissionRow.Charge, null,
                (journal, token) => budget.SendChargeAsync(
                    transactions.Sender, charge.Dataset, charge.Job, (ulong)charge.Sequence, rho, journal: journal, cancellationToken: token),
                (connection, id) => charge.Set(connection, ChargeStatus.Submitted, id),
                connection => charge.Set(connection, ChargeStatus.Due),
                cancellationToken);
        }
        catch (ContractRevertedException refusal) when (AlreadyCharged.TryDecode(refusal, out AlreadyCharged? before) && before.Rho == (BigInteger)rho)
        {
            await AdoptAsync(charge, cancellationToken);
        }
        catch (ContractRevertedException refusal)
        {
            await transactions.Journal.RunAsync(connection => charge.Set(connection, ChargeStatus.Refused, reason: refusal.Reason), cancellationToken);
            transactions.Journal.Settled.Pulse();
        }
    }

    private async Task AdoptAsync(ChargeRow charge, CancellationToken cancellationToken)
    {
        Block head = await budget.Client.GetBlockAsync(BlockTag.Latest, cancellationToken) ?? throw new ChainSilentException(budget.Client.Rpc.Endpoint, "has no newest block");
        long id = await transactions.Journal.RunAsync(
            connection =>
            {
                long adopted = SubmissionRow.Adopt(connection, SubmissionRow.Charge, null, head.Number, head.Hash);
                charge.Set(connection, ChargeStatus.Submitted, adopted);
                return adopted;
            },
            cancellationToken);
        transactions.Adopt(id, SubmissionRow.Charge, null, (head.Number, head.Hash));
    }
}
