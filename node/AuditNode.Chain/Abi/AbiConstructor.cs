namespace AuditNode.Chain.Abi;

/// <summary>The constructor of a contract.</summary>
/// <param name="Inputs">Its arguments.</param>
/// <param name="StateMutability">Whether it takes ether.</param>
public sealed record AbiConstructor(IReadOnlyList<AbiParameter> Inputs, StateMutability StateMutability = StateMutability.NonPayable)
{
    /// <summary>The data of a transaction that creates the contract: creation code and arguments.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public byte[] EncodeDeployment(ReadOnlySpan<byte> creationCode, params IReadOnlyList<object> arguments) =>
        AbiCodec.Encode(creationCode, Inputs, arguments);
}
