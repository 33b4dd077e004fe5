using System.Numerics;

namespace AuditNode.Zk.Groups;

/// <summary>
/// A short Weierstrass curve y^2 = x^3 + ax + b of prime order over a prime field, as compile-time constants for the type parameter
/// of <see cref="Scalar{TCurve}"/> and <see cref="GroupElement{TCurve}"/>. <see cref="P256"/> and <see cref="Bn254"/> implement it;
/// other assemblies cannot.
/// </summary>
public interface ICurve
{
    /// <summary>The name in messages, for example "P-256".</summary>
    static abstract string Name { get; }

    /// <summary>Length in bytes of an encoded group element (Ne of the ciphersuite).</summary>
    static abstract int ElementByteCount { get; }

    /// <summary>The suite of <see cref="HashToCurve"/>, with which its domain separation tags end.</summary>
    static abstract string HashToCurveSuite { get; }

    /// <summary>Limbs of the base field's prime p, least significant first.</summary>
    internal static abstract ulong BaseLimb0 { get; }

    internal static abstract ulong BaseLimb1 { get; }

    internal static abstract ulong BaseLimb2 { get; }

    internal static abstract ulong BaseLimb3 { get; }

    /// <summary>-1/p modulo 2^64.</summary>
    internal static abstract ulong BaseNegativeInverse { get; }

    /// <summary>Limbs of the group's prime order, least significant first.</summary>
    internal static abstract ulong OrderLimb0 { get; }

    internal static abstract ulong OrderLimb1 { get; }

    internal static abstract ulong OrderLimb2 { get; }

    internal static abstract ulong OrderLimb3 { get; }

    /// <summary>-1/order modulo 2^64.</summary>
    internal static abstract ulong OrderNegativeInverse { get; }

    /// <summary>Whether a is -3; otherwise it is 0.</summary>
    internal static abstract bool IsCoefficientMinusThree { get; }

    /// <summary>The curve coefficient b.</summary>
    internal static abstract BigInteger CoefficientB { get; }

    internal static abstract BigInteger GeneratorX { get; }

    internal static abstract BigInteger GeneratorY { get; }

    /// <summary>The constant Z of the map to the curve (RFC 9380, sections 6.6.1 and 6.6.2).</summary>
    internal static abstract int MapConstant { get; }
}
