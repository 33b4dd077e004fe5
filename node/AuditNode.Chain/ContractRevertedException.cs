using AuditNode.Chain.Abi;

namespace AuditNode.Chain;

/// <summary>
/// A contract refused a call, in a trial (eth_call, eth_estimateGas: nothing was sent or spent) or in a transaction that is in a block.
/// Also thrown where the execution was halted for another fault of the code, such as lack of gas.
/// </summary>
public sealed class ContractRevertedException : Exception
{
    internal ContractRevertedException(
        string reason, ReadOnlyMemory<byte> revertData, ContractError? error, Address? contract, Receipt? receipt = null,
        Exception? innerException = null)
        : base(Describe(reason, contract, receipt), innerException)
    {
        Reason = reason;
        RevertData = revertData;
        Error = error;
        Contract = contract;
        Receipt = receipt;
    }

    /// <summary>Why, in words: of Error(string) its text, else the error and its arguments, else what the node said.</summary>
    public string Reason { get; }

    /// <summary>What the contract returned: selector and arguments of an error, or nothing.</summary>
    public ReadOnlyMemory<byte> RevertData { get; }

    /// <summary>The error, where the catalogue knows it; null where it does not or there is no data.</summary>
    public ContractError? Error { get; }

    /// <summary>Who was called; null where a contract was to be created.</summary>
    public Address? Contract { get; }

    /// <summary>The receipt of the failed transaction; null for a trial.</summary>
    public Receipt? Receipt { get; }

    private static string Describe(string reason, Address? contract, Receipt? receipt)
    {
        var where = contract is { } address ? $"Contract {address}" : "The creation of a contract";
        var transaction = receipt is null ? "" : $" in transaction {receipt.TransactionHash} of block {receipt.BlockNumber}";
        return $"{where} reverted{transaction}: {ForeignText.OneLine(reason)}";
    }
}
