using System.Numerics;

namespace AuditNode.Chain.Sending;

/// <summary>What a transaction offers for a unit of gas.</summary>
/// <param name="MaxFeePerGas">The most, in wei; the gas price of a legacy transaction.</param>
/// <param name="MaxPriorityFeePerGas">The maker's part at most, in wei; equal to the other for a legacy transaction.</param>
/// <param name="IsLegacy">Whether the chain has no base fee, so that legacy transactions are sent.</param>
public readonly record struct Fees(BigInteger MaxFeePerGas, BigInteger MaxPriorityFeePerGas, bool IsLegacy);
