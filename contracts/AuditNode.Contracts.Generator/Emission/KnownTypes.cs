namespace AuditNode.Contracts.Generator.Emission;

/// <summary>
/// The types that generated code uses, with their full names: a contract may well have a struct called Address or an event called Log.
/// </summary>
internal static class KnownTypes
{
    public const string BigInteger = "global::System.Numerics.BigInteger";
    public const string Memory = "global::System.ReadOnlyMemory<byte>";
    public const string Span = "global::System.ReadOnlySpan<byte>";
    public const string List = "global::System.Collections.Generic.IReadOnlyList";
    public const string AsyncEnumerable = "global::System.Collections.Generic.IAsyncEnumerable";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string NotNullWhenTrue = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)]";

    public const string Address = "global::AuditNode.Chain.Address";
    public const string Bytes32 = "global::AuditNode.Chain.Bytes32";
    public const string BlockTag = "global::AuditNode.Chain.BlockTag";
    public const string Log = "global::AuditNode.Chain.Log";
    public const string EthereumClient = "global::AuditNode.Chain.EthereumClient";
    public const string TransactionSender = "global::AuditNode.Chain.Sending.TransactionSender";
    public const string TransactionJournal = "global::AuditNode.Chain.Sending.TransactionJournal";
    public const string PendingTransaction = "global::AuditNode.Chain.Sending.PendingTransaction";
    public const string Receipt = "global::AuditNode.Chain.Receipt";
    public const string RevertedException = "global::AuditNode.Chain.ContractRevertedException";
    public const string ContractAbi = "global::AuditNode.Chain.Abi.ContractAbi";
    public const string AbiFunction = "global::AuditNode.Chain.Abi.AbiFunction";
    public const string AbiEvent = "global::AuditNode.Chain.Abi.AbiEvent";
    public const string AbiError = "global::AuditNode.Chain.Abi.AbiError";
    public const string AbiErrorCatalogue = "global::AuditNode.Chain.Abi.AbiErrorCatalogue";
    public const string Selector = "global::AuditNode.Chain.Abi.Selector";
    public const string AbiDecodingException = "global::AuditNode.Chain.Abi.AbiDecodingException";


    /// <summary>The data of a refusal, as a span.</summary>
    public const string RevertData = "exception.RevertData.Span";

    public const string Contract = "global::AuditNode.Contracts.Contract";
    public const string CustomError = "global::AuditNode.Contracts.CustomError";
    public const string AbiDecoder = "global::AuditNode.Contracts.AbiDecoder";
    public const string AbiList = "global::AuditNode.Contracts.AbiList";
    public const string EventOrigin = "global::AuditNode.Contracts.EventOrigin";
    public const string TopicChoice = "global::AuditNode.Contracts.TopicChoice";
}
