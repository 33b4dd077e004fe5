using System.Numerics;

namespace AuditNode.Zk.Fields;

/// <summary>What Montgomery arithmetic derives from a modulus p, with R = 2^256. All of it is public.</summary>
internal static class FieldConstants<TField>
    where TField : struct, IPrimeField
{
    /// <summary>The prime p.</summary>
    public static readonly BigInteger Modulus =
        (((((new BigInteger(TField.Limb3) << 64) + TField.Limb2) << 64) + TField.Limb1) << 64) + TField.Limb0;

    /// <summary>R mod p: the Montgomery form of 1.</summary>
    public static readonly FieldElement<TField> One = PowerOfTwo(256);

    /// <summary>R^2 mod p: a product with it brings 256 bits into Montgomery form.</summary>
    public static readonly FieldElement<TField> RSquared = PowerOfTwo(512);

    /// <summary>R^3 mod p: a product with it brings 256 bits, times 2^256, into Montgomery form.</summary>
    public static readonly FieldElement<TField> RCubed = PowerOfTwo(768);

    /// <summary>p - 2: the exponent of inversion (Fermat).</summary>
    public static readonly ulong[] InversionExponent = Limbs(Modulus - 2);

    /// <summary>(p + 1) / 4: the exponent of a square root where p = 3 mod 4.</summary>
    public static readonly ulong[] SquareRootExponent = Limbs((Modulus + 1) / 4);

    /// <summary>Little-endian limbs of a number below 2^256.</summary>
    public static ulong[] Limbs(BigInteger value)
    {
        var limbs = new ulong[4];
        for (int i = 0; i < limbs.Length; i++) limbs[i] = (ulong)((value >> (64 * i)) & ulong.MaxValue);
        return limbs;
    }

    private static FieldElement<TField> PowerOfTwo(int exponent)
    {
        ulong[] limbs = Limbs(BigInteger.ModPow(2, exponent, Modulus));
        return new FieldElement<TField>(limbs[0], limbs[1], limbs[2], limbs[3]);
    }
}
