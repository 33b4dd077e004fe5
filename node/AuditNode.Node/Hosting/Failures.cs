using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.Contracts;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Verifier;

namespace AuditNode.Node.Hosting;

/// <summary>What exceptions of the parts mean for the one who gave a command.</summary>
internal static class Failures
{
    /// <summary>The failure with its remedy; null where nobody expected the exception.</summary>
    public static NodeException? Explain(Exception exception) => exception switch
    {
        NodeException e => e,
        ChainDevException e => new NodeException((NodeError)(int)e.Error, e.Message, e),
        RpcConnectionException or RpcTimeoutException => new NodeException(
            NodeError.Chain, $"{Line(exception)} Start the chain's node, or correct chain.rpc (--rpc).", exception),
        ContractNotFoundException => new NodeException(
            NodeError.Chain, $"{Line(exception)} Is it the right chain? Correct chain.rpc or chain.contracts.", exception),
        ContractRevertedException => new NodeException(NodeError.Chain, $"The contract refuses: {Line(exception)}", exception),
        RpcException or WrongChainException or FeeCapException or TransactionRejectedException or TransactionReplacedException
            or TransactionTimeoutException => new NodeException(NodeError.Chain, Line(exception), exception),
        JobRefusedException { Refusal: JobRefusal.UnknownJob } => new NodeException(NodeError.NotFound, Line(exception), exception),
        JobRefusedException => new NodeException(NodeError.Refused, Line(exception), exception),
        JournalException { Fault: JournalFault.InUse } => new NodeException(NodeError.InUse, Line(exception), exception),
        JournalException => new NodeException(NodeError.Files, Line(exception), exception),
        ArchiveException => new NodeException(NodeError.Files, Line(exception), exception),
        KeystoreException => new NodeException(NodeError.Key, Line(exception), exception),
        VerificationArgumentException => new NodeException(NodeError.Usage, Line(exception), exception),
        RecordFormatException => new NodeException(NodeError.Usage, Line(exception), exception),
        _ => null,
    };

    private static string Line(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd('.') + ".";
}
