namespace AuditNode.Chain.Abi;

/// <summary>An error that a contract raised.</summary>
/// <param name="Definition">Which one.</param>
/// <param name="Arguments">Its arguments, of the types that <see cref="AbiCodec"/> names.</param>
public sealed record ContractError(AbiError Definition, IReadOnlyList<object> Arguments)
{
    /// <summary>The error in words; see <see cref="AbiError.Describe"/>.</summary>
    public override string ToString() => Definition.Describe(Arguments);
}
