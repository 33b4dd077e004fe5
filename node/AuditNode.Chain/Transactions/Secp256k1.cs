using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace AuditNode.Chain.Transactions;

/// <summary>
/// The curve of Ethereum's accounts (SEC 2, section 2.4.1). What it takes from BouncyCastle 1.8.10, and how secrets fare there:
/// <list type="bullet">
/// <item><see cref="FixedPointCombMultiplier"/> for a secret times the generator: a fixed number of doublings and additions, with table
/// look-ups that read every entry; field elements are fixed limbs whose reductions may branch. Normalize inverts the Z coordinate in
/// variable time, after multiplying it by a random field element.</item>
/// <item>BigInteger for scalars: variable time. Signing multiplies secrets by fresh random numbers before it divides by them (see
/// <see cref="PrivateKey"/>).</item>
/// <item>SumOfTwoMultiplies for public key recovery: variable time, on public values.</item>
/// </list>
/// </summary>
internal static class Secp256k1
{
    public const int ScalarLength = 32;
    public const int PublicKeyLength = 64;

    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256k1");
    private static readonly FixedPointCombMultiplier Comb = new();

    public static BigInteger Order => Parameters.N;

    /// <summary>Half the order: EIP-2 refuses signatures whose s is larger.</summary>
    public static BigInteger HalfOrder { get; } = Parameters.N.ShiftRight(1);

    public static BigInteger Scalar(ReadOnlySpan<byte> bigEndian) => new(1, bigEndian.ToArray());

    public static void WriteScalar(BigInteger scalar, Span<byte> destination)
    {
        var bytes = scalar.ToByteArrayUnsigned();
        destination[..(ScalarLength - bytes.Length)].Clear();
        bytes.CopyTo(destination[(ScalarLength - bytes.Length)..]);
        Array.Clear(bytes);
    }

    /// <summary>Whether a number is in 1 .. n - 1.</summary>
    public static bool IsScalar(BigInteger number) => number.SignValue > 0 && number.CompareTo(Order) < 0;

    public static ECPoint MultiplyGenerator(BigInteger secret) => Comb.Multiply(Parameters.G, secret).Normalize();

    public static void WritePoint(ECPoint normalized, Span<byte> destination)
    {
        normalized.AffineXCoord.GetEncoded().CopyTo(destination);
        normalized.AffineYCoord.GetEncoded().CopyTo(destination[ScalarLength..]);
    }

    /// <summary>Q = r^-1 (s R - z G), where R has the x coordinate r (SEC 1, section 4.1.6); null if there is no such point.</summary>
    public static ECPoint? Recover(BigInteger z, BigInteger r, BigInteger s, bool isYOdd)
    {
        Span<byte> compressed = stackalloc byte[1 + ScalarLength];
        compressed[0] = isYOdd ? (byte)3 : (byte)2;
        WriteScalar(r, compressed[1..]);
        ECPoint nonce;
        try
        {
            nonce = Parameters.Curve.DecodePoint(compressed.ToArray());
        }
        catch (ArgumentException)
        {
            return null; // No point of the curve has this x coordinate.
        }
        var inverse = r.ModInverse(Order);
        var key = ECAlgorithms.SumOfTwoMultiplies(
            Parameters.G, z.Negate().Mod(Order).Multiply(inverse).Mod(Order), nonce, s.Multiply(inverse).Mod(Order)).Normalize();
        return key.IsInfinity ? null : key;
    }
}
