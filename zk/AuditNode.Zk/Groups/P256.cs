using System.Globalization;
using System.Numerics;

namespace AuditNode.Zk.Groups;

/// <summary>
/// The curve P-256 (secp256r1) of NIST SP 800-186, section 3.2.1.3: y^2 = x^3 - 3x + b, about 128 bits of security. Elements are
/// encoded in 33 bytes: compressed SEC 1, section 2.3.3.
/// </summary>
public readonly struct P256 : ICurve
{
    /// <inheritdoc/>
    public static string Name => "P-256";

    /// <inheritdoc/>
    public static int ElementByteCount => 33;

    /// <inheritdoc/>
    public static string HashToCurveSuite => "P256_XMD:SHA-256_SSWU_RO_";

    // p = 2^256 - 2^224 + 2^192 + 2^96 - 1.
    static ulong ICurve.BaseLimb0 => 0xFFFFFFFFFFFFFFFF;

    static ulong ICurve.BaseLimb1 => 0x00000000FFFFFFFF;

    static ulong ICurve.BaseLimb2 => 0;

    static ulong ICurve.BaseLimb3 => 0xFFFFFFFF00000001;

    static ulong ICurve.BaseNegativeInverse => 1;

    static ulong ICurve.OrderLimb0 => 0xF3B9CAC2FC632551;

    static ulong ICurve.OrderLimb1 => 0xBCE6FAADA7179E84;

    static ulong ICurve.OrderLimb2 => 0xFFFFFFFFFFFFFFFF;

    static ulong ICurve.OrderLimb3 => 0xFFFFFFFF00000000;

    static ulong ICurve.OrderNegativeInverse => 0xCCD1C8AAEE00BC4F;

    static bool ICurve.IsCoefficientMinusThree => true;

    static BigInteger ICurve.CoefficientB => Hexadecimal("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");

    static BigInteger ICurve.GeneratorX => Hexadecimal("6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296");

    static BigInteger ICurve.GeneratorY => Hexadecimal("4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");

    // RFC 9380, section 8.2.
    static int ICurve.MapConstant => -10;

    private static BigInteger Hexadecimal(string digits) => BigInteger.Parse($"0{digits}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
