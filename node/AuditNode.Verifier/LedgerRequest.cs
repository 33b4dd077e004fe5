using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier;

/// <summary>Which ledger is to be checked.</summary>
public sealed record LedgerRequest
{
    /// <summary>An Ethereum node, http or https.</summary>
    public required Uri Rpc { get; init; }

    /// <summary>The AuditLedger.</summary>
    public required Address Ledger { get; init; }

    /// <summary>The jobs; all that were ever proposed where empty.</summary>
    public IReadOnlyList<Bytes32> Jobs { get; init; } = [];

    /// <summary>How the chain is read.</summary>
    public ChainReadOptions Chain { get; init; } = new();

    /// <summary>How the node is talked to.</summary>
    public JsonRpcOptions Connection { get; init; } = new();
}
