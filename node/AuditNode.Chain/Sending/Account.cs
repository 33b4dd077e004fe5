using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>An account that can sign. The key stays its owner's to clear; afterwards the account cannot sign.</summary>
public sealed class Account
{
    private readonly PrivateKey key;

    /// <summary>The account of a key.</summary>
    public Account(PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        this.key = key;
    }

    /// <summary>The account's address.</summary>
    public Address Address => key.Address;

    /// <summary>Signs a transaction.</summary>
    /// <exception cref="TransactionFormatException">A field is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The key was cleared.</exception>
    public SignedTransaction Sign(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Sign(key);
    }

    /// <summary>The address.</summary>
    public override string ToString() => Address.ToString();
}
