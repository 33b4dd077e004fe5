using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <summary>Constants of hybrid key switching in one shape: converters from every digit, from P, and from P times the last prime.</summary>
internal sealed class KeySwitchingTables
{
    private readonly BasisConverter[][] _digits;
    private readonly BasisConverter[] _specialAndLast;
    private readonly double[][] _inverseSpecialAndLast;
    private readonly double[][] _inverseLast;

    public KeySwitchingTables(KeySwitchingShape shape, RnsBasis basis)
    {
        Modulus[] all = basis.Moduli;
        int limbs = shape.LimbCount, size = shape.DigitSize;
        Modulus[] special = all[shape.SpecialStart..];
        Shape = shape;
        _digits = new BasisConverter[shape.DigitCount][];
        for (int d = 0; d < _digits.Length; d++)
        {
            int first = d * size, length = Math.Min(size, limbs - first);
            // A ciphertext may end anywhere in a digit, so there is a converter for every prefix.
            _digits[d] = new BasisConverter[length];
            for (int m = 1; m <= length; m++) _digits[d][m - 1] = new BasisConverter(all[first..(first + m)], all);
        }

        FromSpecial = new BasisConverter(special, all);
        SpecialProduct = new double[limbs];
        InverseSpecial = new double[limbs];
        _specialAndLast = new BasisConverter[limbs + 1];
        _inverseSpecialAndLast = new double[limbs + 1][];
        _inverseLast = new double[limbs + 1][];
        for (int i = 0; i < limbs; i++)
        {
            ulong q = all[i].Value;
            ulong product = ProductModulo(special, q);
            SpecialProduct[i] = product;
            InverseSpecial[i] = ModularArithmetic.Inverse(product, q);
        }

        for (int l = 2; l <= limbs; l++)
        {
            Modulus last = all[l - 1];
            _specialAndLast[l] = new BasisConverter([last, .. special], all);
            _inverseLast[l] = [.. all[..(l - 1)].Select(q => (double)ModularArithmetic.Inverse(last.Value % q.Value, q.Value))];
            _inverseSpecialAndLast[l] = [.. all[..(l - 1)].Select((q, i) =>
                (double)ModularArithmetic.Multiply((ulong)_inverseLast[l][i], (ulong)InverseSpecial[i], q.Value))];
        }
    }

    /// <summary>The shape.</summary>
    public KeySwitchingShape Shape { get; }

    /// <summary>From P to all primes.</summary>
    public BasisConverter FromSpecial { get; }

    /// <summary>P mod q_i.</summary>
    public double[] SpecialProduct { get; }

    /// <summary>P^-1 mod q_i.</summary>
    public double[] InverseSpecial { get; }

    /// <summary>From the first <paramref name="length"/> primes of a digit to all primes.</summary>
    public BasisConverter FromDigit(int digit, int length) => _digits[digit][length - 1];

    /// <summary>From q_(l-1) and P to all primes, for a ciphertext of l limbs.</summary>
    public BasisConverter FromSpecialAndLast(int limbs) => _specialAndLast[limbs];

    /// <summary>(P q_(l-1))^-1 mod q_i.</summary>
    public double[] InverseSpecialAndLast(int limbs) => _inverseSpecialAndLast[limbs];

    /// <summary>q_(l-1)^-1 mod q_i.</summary>
    public double[] InverseLast(int limbs) => _inverseLast[limbs];

    private static ulong ProductModulo(Modulus[] factors, ulong modulus)
    {
        ulong product = 1;
        foreach (Modulus f in factors) product = ModularArithmetic.Multiply(product, f.Value % modulus, modulus);
        return product;
    }
}
