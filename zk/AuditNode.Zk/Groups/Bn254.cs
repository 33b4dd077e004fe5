using System.Numerics;

namespace AuditNode.Zk.Groups;

/// <summary>
/// The group G1 of the curve that Ethereum calls alt_bn128 (EIP-196): y^2 = x^3 + 3 of prime order, generator (1, 2). Elements are
/// encoded in 64 bytes: x || y, big-endian.
/// </summary>
/// <remarks>
/// Finding discrete logarithms here is estimated at about 2^100 operations, not 2^128: draft-irtf-cfrg-pairing-friendly-curves
/// says that "BN254 ensures no more than the 100-bit security level", because of attacks on its pairing's target field. Proofs on
/// this curve are for the chain, whose precompiles know no better-suited curve. Pedersen commitments stay perfectly hiding however
/// long they are kept; their binding, and unforgeability, rest on the 100 bits.
/// </remarks>
public readonly struct Bn254 : ICurve
{
    /// <inheritdoc/>
    public static string Name => "BN254";

    /// <inheritdoc/>
    public static int ElementByteCount => 64;

    /// <inheritdoc/>
    public static string HashToCurveSuite => "BN254G1_XMD:SHA-256_SVDW_RO_";

    // p = 36u^4 + 36u^3 + 24u^2 + 6u + 1 with u = 4965661367192848881.
    static ulong ICurve.BaseLimb0 => 0x3C208C16D87CFD47;

    static ulong ICurve.BaseLimb1 => 0x97816A916871CA8D;

    static ulong ICurve.BaseLimb2 => 0xB85045B68181585D;

    static ulong ICurve.BaseLimb3 => 0x30644E72E131A029;

    static ulong ICurve.BaseNegativeInverse => 0x87D20782E4866389;

    // q = 36u^4 + 36u^3 + 18u^2 + 6u + 1.
    static ulong ICurve.OrderLimb0 => 0x43E1F593F0000001;

    static ulong ICurve.OrderLimb1 => 0x2833E84879B97091;

    static ulong ICurve.OrderLimb2 => 0xB85045B68181585D;

    static ulong ICurve.OrderLimb3 => 0x30644E72E131A029;

    static ulong ICurve.OrderNegativeInverse => 0xC2E1F593EFFFFFFF;

    static bool ICurve.IsCoefficientMinusThree => false;

    static BigInteger ICurve.CoefficientB => 3;

    static BigInteger ICurve.GeneratorX => 1;

    static BigInteger ICurve.GeneratorY => 2;

    // The first candidate that find_z_svdw of RFC 9380, appendix H.1, accepts.
    static int ICurve.MapConstant => 1;
}
