using AuditNode.Chain;

namespace AuditNode.Verifier.OnChain;

/// <summary>The block up to which a chain was read. Its hash stands for everything before it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="StateRoot">The root of the state after it.</param>
/// <param name="Timestamp">Its time, in seconds since 1970, by its maker's clock.</param>
public sealed record ChainHead(ulong Number, Bytes32 Hash, Bytes32 StateRoot, ulong Timestamp)
{
    internal static ChainHead Of(Block block) => new(block.Number, block.Hash, block.StateRoot, block.Timestamp);
}
