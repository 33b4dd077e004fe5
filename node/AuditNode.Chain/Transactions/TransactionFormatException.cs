namespace AuditNode.Chain.Transactions;

/// <summary>A transaction that no node would accept.</summary>
public sealed class TransactionFormatException : FormatException
{
    internal TransactionFormatException(string field, string reason, Exception? inner = null)
        : base($"The transaction's {field} is wrong: {reason}.", inner) => Field = field;

    /// <summary>The field at fault, named as in JSON-RPC ("maxFeePerGas"); "encoding" where it is the bytes.</summary>
    public string Field { get; }
}
