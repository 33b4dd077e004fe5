using System.Numerics;

namespace AuditNode.Chain.Sending;

/// <summary>Gas costs more than the policy allows; nothing was sent.</summary>
public sealed class FeeCapException : Exception
{
    internal FeeCapException(BigInteger asked, BigInteger cap)
        : base(
            $"A unit of gas costs {asked} wei and {nameof(FeePolicy)}.{nameof(FeePolicy.MaxFeePerGas)} is {cap}. "
            + "Wait until gas is cheaper, or raise it.") =>
        (Asked, Cap) = (asked, cap);

    /// <summary>What the chain asks for a unit of gas, in wei.</summary>
    public BigInteger Asked { get; }

    /// <summary>What the policy allows, in wei.</summary>
    public BigInteger Cap { get; }
}
