namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// The Miller-Rabin test with the bases 2 to 37, which is exact below 3.18e23 and so for every 64-bit number
/// (Sorenson and Webster, Strong pseudoprimes to twelve prime bases, Math. Comp. 86, 2017).
/// </summary>
internal static class PrimalityTest
{
    private static ReadOnlySpan<byte> Bases => [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

    public static bool IsPrime(ulong value)
    {
        if (value < 2)
            return false;
        foreach (ulong small in Bases)
            if (value % small == 0)
                return value == small;

        var twos = int.CreateChecked(ulong.TrailingZeroCount(value - 1));
        foreach (ulong witness in Bases)
            if (!IsStrongProbablePrime(value, witness, twos))
                return false;
        return true;
    }

    private static bool IsStrongProbablePrime(ulong value, ulong witness, int twos)
    {
        var power = Power(witness, (value - 1) >> twos, value);
        if (power == 1 || power == value - 1)
            return true;
        for (var i = 1; i < twos; i++)
        {
            power = Multiply(power, power, value);
            if (power == value - 1)
                return true;
        }

        return false;
    }

    private static ulong Power(ulong value, ulong exponent, ulong modulus)
    {
        ulong result = 1;
        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = Multiply(result, value, modulus);
            value = Multiply(value, value, modulus);
        }

        return result;
    }

    private static ulong Multiply(ulong left, ulong right, ulong modulus) => (ulong)((UInt128)left * right % modulus);
}
