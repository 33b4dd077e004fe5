using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <summary>
/// Hybrid key switching (Han and Ki 2020, eprint 2019/688; Kim, Polyakov and Zucca 2021, eprint 2021/204): split a polynomial into
/// digits, extend each to all primes, multiply by the key, divide by P.
/// </summary>
internal sealed unsafe partial class KeySwitcher(RlweContext context)
{
    private const int ChunkLength = 1024;

    private readonly RnsBasis _basis = context.Basis;

    /// <summary>
    /// Splits a polynomial of evaluations into its digits. The extended limbs stay coefficients: the transform is done together
    /// with the product, while a limb is in the cache.
    /// </summary>
    /// <param name="source">Evaluations of at most as many limbs as the shape is for.</param>
    /// <param name="tables">Constants of the key that the digits will be multiplied with.</param>
    public DecomposedPolynomial Decompose(RnsPolynomial source, KeySwitchingTables tables)
    {
        var digits = new DecomposedPolynomial(context, tables, source);
        using var coefficients = new PooledLimbs(_basis, source.LimbCount);
        _basis.Scheduler.Run(new ToCoefficientsWork(source, coefficients), source.LimbCount);
        _basis.Scheduler.Run(new ExtendWork(digits, coefficients), digits.DigitCount * (_basis.Degree / ChunkLength));
        return digits;
    }

    /// <summary>Transforms the extended limbs, so that several keys can be applied.</summary>
    public void Transform(in DecomposedPolynomial digits) =>
        _basis.Scheduler.Run(new ProductWork(digits, null, default, Transform: true), digits.TargetCount);

    /// <summary>Sum over the digits times the key.</summary>
    /// <param name="digits">Digits as <see cref="Decompose"/> left them, or transformed.</param>
    /// <param name="key">Key with at least as many limbs.</param>
    /// <param name="result">Where the sums go.</param>
    /// <param name="transform">Whether the digits have still to be transformed.</param>
    public void Multiply(in DecomposedPolynomial digits, SwitchingKey key, in ExtendedPair result, bool transform) =>
        _basis.Scheduler.Run(new ProductWork(digits, key, result, transform), digits.TargetCount);

    private readonly record struct ToCoefficientsWork(RnsPolynomial Source, PooledLimbs Coefficients) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Source.Basis;
            Source.LimbSpan(index).CopyTo(new Span<double>(Coefficients[index], basis.Degree));
            basis.Kernels.Inverse(Coefficients[index], basis.Tables[index]);
        }
    }

    /// <summary>One chunk of coefficients of one digit, to all primes outside the digit.</summary>
    private readonly record struct ExtendWork(DecomposedPolynomial Digits, PooledLimbs Coefficients) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Digits.Basis;
            int chunks = basis.Degree / ChunkLength, digit = index / chunks;
            int first = digit * Digits.DigitSize, length = Math.Min(Digits.DigitSize, Digits.LimbCount - first);
            double** source = stackalloc double*[length];
            double** target = stackalloc double*[basis.Count];
            for (int i = 0; i < length; i++) source[i] = Coefficients[first + i];
            for (int i = 0; i < basis.Count; i++) target[i] = null;
            for (int t = 0; t < Digits.TargetCount; t++)
            {
                if (!Digits.IsOwn(digit, t)) target[Digits.PrimeIndex(t)] = Digits[digit, t];
            }

            basis.Kernels.ConvertBasis(Digits.Tables.FromDigit(digit, length), source, target, index % chunks * ChunkLength, ChunkLength);
        }
    }

    /// <summary>One target prime: transforms the digits' limbs and multiplies them by the key's.</summary>
    private readonly record struct ProductWork(DecomposedPolynomial Digits, SwitchingKey? Key, ExtendedPair Result, bool Transform)
        : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Digits.Basis;
            int prime = Digits.PrimeIndex(index), count = Digits.DigitCount;
            double** digits = stackalloc double*[count];
            double** key0 = stackalloc double*[count];
            double** key1 = stackalloc double*[count];
            for (int d = 0; d < count; d++)
            {
                digits[d] = Digits[d, index];
                if (Transform && !Digits.IsOwn(d, index)) basis.Kernels.Forward(digits[d], basis.Tables[prime]);
            }

            if (Key is null) return;
            for (int d = 0; d < count; d++)
            {
                key0[d] = Key.Limb(d, 0, prime);
                key1[d] = Key.Limb(d, 1, prime);
            }

            basis.Kernels.InnerProducts(digits, key0, key1, count, Result[0, index], Result[1, index], basis.Degree, basis.Moduli[prime]);
            GC.KeepAlive(Key);
        }
    }
}
