using AuditNode.Chain;

namespace AuditNode.Contracts;

/// <summary>
/// There is no code at a contract's address. The EVM lets calls of such addresses succeed without doing anything, so a wrong address
/// would otherwise look like a contract that agrees to everything.
/// </summary>
public sealed class ContractNotFoundException : Exception
{
    /// <summary>No code.</summary>
    /// <param name="address">Where.</param>
    /// <param name="block">After which block.</param>
    public ContractNotFoundException(Address address, BlockTag block)
        : base($"There is no contract at {address} (block {block}).") => (Address, Block) = (address, block);

    /// <summary>The address.</summary>
    public Address Address { get; }

    /// <summary>The block whose state was asked.</summary>
    public BlockTag Block { get; }
}
