using AuditNode.Chain.Abi;

namespace AuditNode.Contracts;

/// <summary>
/// An error that a contract declares, with its arguments typed (https://docs.soliditylang.org/en/latest/abi-spec.html#errors).
/// </summary>
public abstract record CustomError
{
    /// <summary>The error as the codec knows it: name, parameters, selector.</summary>
    public abstract AbiError Definition { get; }
}
