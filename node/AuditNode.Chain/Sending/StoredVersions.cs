using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>Reads the versions of a stored transaction and finds contradictions.</summary>
internal static class StoredVersions
{
    public static List<SignedTransaction> Read(PendingTransactionState state, Address account)
    {
        if (state.Sender != account)
            throw new ArgumentException($"The stored transaction is of {state.Sender}, the account is {account}.", nameof(state));
        if (state.Versions.Count == 0)
            throw new ArgumentException("The stored transaction has no signed version.", nameof(state));
        return [.. state.Versions.Select(version => Read(state, version))];
    }

    private static SignedTransaction Read(PendingTransactionState state, SignedVersion version)
    {
        SignedTransaction signed;
        try
        {
            signed = SignedTransaction.Decode(version.Raw);
        }
        catch (TransactionFormatException wrong)
        {
            throw new ArgumentException($"A version of the stored transaction cannot be read. {wrong.Message}", nameof(state), wrong);
        }
        var transaction = signed.Transaction;
        return (signed.Hash, signed.Sender, transaction.Nonce, transaction.ChainId)
            == (version.Hash, state.Sender, state.Nonce, (ulong?)state.ChainId)
            ? signed
            : throw new ArgumentException(
                $"Version {version.Hash} of the stored transaction is {signed.Hash}, of {signed.Sender}, nonce {transaction.Nonce}, "
                + $"chain {transaction.ChainId}: not what the rest of the state says.",
                nameof(state));
    }
}
