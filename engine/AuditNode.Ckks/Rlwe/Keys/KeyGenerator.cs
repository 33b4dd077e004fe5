using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Makes a secret key and the keys that derive from it. Not safe for concurrent use.</summary>
public sealed unsafe class KeyGenerator : IDisposable
{
    private readonly RlweContext _context;
    private readonly RandomStream _secrets;

    /// <summary>Draws a new secret key.</summary>
    /// <param name="context">Parameters.</param>
    public KeyGenerator(RlweContext context)
        : this(context, RandomStream.FromEntropy("AuditNode.Ckks/key-generator"), secretKey: null)
    {
    }

    /// <summary>Makes further keys for a secret key that exists.</summary>
    /// <param name="secretKey">The secret key; stays the caller's to dispose.</param>
    public KeyGenerator(SecretKey secretKey)
        : this(secretKey.Context, RandomStream.FromEntropy("AuditNode.Ckks/key-generator"), secretKey)
    {
    }

    /// <summary>Everything from one seed: for tests of determinism only, since who knows the seed knows the keys.</summary>
    internal KeyGenerator(RlweContext context, ReadOnlySpan<byte> seed)
        : this(context, new RandomStream(seed, "AuditNode.Ckks/key-generator"), secretKey: null)
    {
    }

    private KeyGenerator(RlweContext context, RandomStream secrets, SecretKey? secretKey)
    {
        _context = context;
        _secrets = secrets;
        SecretKey = secretKey ?? new SecretKey(context, secrets);
    }

    /// <summary>The secret key; the caller disposes it.</summary>
    public SecretKey SecretKey { get; }

    /// <summary>Makes a public key.</summary>
    public PublicKey CreatePublicKey()
    {
        RnsBasis basis = _context.Basis;
        var key = new PublicKey(_context);
        Span<byte> seed = stackalloc byte[RandomStream.SeedLength];
        _secrets.Fill(seed);
        key.ExpandUniform(seed);
        using SecretBuffer error = new(basis.Degree), product = new(basis.Degree);
        _context.ErrorSampler.Fill(_secrets, error.Span);
        for (int i = 0; i < key.A.LimbCount; i++) MaskUniform(key.A[i], SecretKey.Polynomial[i], error, product, key.B[i], i);
        return key;
    }

    /// <summary>Makes a relinearisation key.</summary>
    /// <param name="limbs">Most limbs of a ciphertext that it will be applied to; by default all.</param>
    public RelinearizationKey CreateRelinearizationKey(int? limbs = null) => CreateRelinearizationKey([CheckLimbs(limbs)]);

    /// <summary>
    /// Makes a relinearisation key for each of several numbers of limbs; the evaluator takes the smallest that covers a ciphertext.
    /// Below the top level keys have fewer digits, so what is stored more is gained in speed.
    /// </summary>
    /// <param name="limbs">Different numbers of limbs, the largest at least those of any ciphertext.</param>
    /// <exception cref="RlweParameterException">A number is out of range or repeated, or there is none.</exception>
    public RelinearizationKey CreateRelinearizationKey(IReadOnlyCollection<int> limbs)
    {
        if (limbs.Count == 0 || limbs.Distinct().Count() != limbs.Count)
        {
            throw new RlweParameterException(nameof(limbs), "Relinearisation keys need at least one number of limbs, and each only once.");
        }

        foreach (int m in limbs) CheckLimbs(m);
        RnsBasis basis = _context.Basis;
        RnsPolynomial s = SecretKey.Polynomial;
        using var square = new ErasedPolynomial(basis);
        for (int i = 0; i < basis.Count; i++) basis.Kernels.Multiply(s[i], s[i], square.Value[i], basis.Degree, basis[i]);
        return new RelinearizationKey([.. limbs.Order().Select(m => CreateSwitchingKey(square.Value, s, m))]);
    }

    /// <summary>Makes keys for automorphisms.</summary>
    /// <param name="elements">Galois elements, see <see cref="GaloisElement"/>; repeated ones are made once.</param>
    /// <param name="limbs">Most limbs of a ciphertext that they will be applied to; by default all. Fewer limbs, smaller keys.</param>
    /// <exception cref="RlweParameterException">An element is even or not below 2N, or the number of limbs is out of range.</exception>
    public GaloisKeys CreateGaloisKeys(IEnumerable<uint> elements, int? limbs = null)
    {
        int count = CheckLimbs(limbs);
        RnsBasis basis = _context.Basis;
        RnsPolynomial s = SecretKey.Polynomial;
        var keys = new Dictionary<uint, SwitchingKey>();
        using var image = new ErasedPolynomial(basis);
        uint[] distinct = [.. elements.Distinct()];
        foreach (uint element in distinct)
        {
            if ((element & 1) == 0 || element >= 2 * (uint)basis.Degree)
            {
                throw new RlweParameterException(nameof(elements), $"Galois element {element} must be odd and below {2 * basis.Degree}; {nameof(GaloisElement)} gives them.");
            }
        }

        foreach (uint element in distinct)
        {
            Automorphism inverse = basis.GetAutomorphism(GaloisElement.Inverse(element, basis.Degree));
            for (int i = 0; i < basis.Count; i++) basis.Kernels.Permute(s[i], inverse.Indices, image.Value[i], basis.Degree);
            keys.Add(element, CreateSwitchingKey(s, image.Value, count));
        }

        return new GaloisKeys(_context, keys);
    }

    /// <summary>Makes keys for rotations of the slots.</summary>
    /// <param name="steps">Steps to the left; negative ones to the right.</param>
    /// <param name="limbs">Most limbs of a ciphertext that they will be applied to; by default all.</param>
    public GaloisKeys CreateRotationKeys(IEnumerable<int> steps, int? limbs = null) =>
        CreateGaloisKeys(steps.Select(s => GaloisElement.FromRotation(s, _context.Parameters.Degree)), limbs);

    /// <summary>Erases the generator's random state, not the secret key.</summary>
    public void Dispose() => _secrets.Dispose();

    private SwitchingKey CreateSwitchingKey(RnsPolynomial from, RnsPolynomial to, int limbs)
    {
        RnsBasis basis = _context.Basis;
        int n = basis.Degree;
        Span<byte> seed = stackalloc byte[RandomStream.SeedLength];
        _secrets.Fill(seed);
        var key = new SwitchingKey(_context, limbs, seed);
        key.ExpandUniform();
        KeySwitchingTables tables = key.Tables;
        using SecretBuffer error = new(n), product = new(n);
        for (int d = 0; d < key.DigitCount; d++)
        {
            _context.ErrorSampler.Fill(_secrets, error.Span);
            foreach (int prime in key.Primes())
            {
                double* b = key.Limb(d, 0, prime);
                MaskUniform(key.Limb(d, 1, prime), to[prime], error, product, b, prime);
                if (prime < limbs && prime / tables.Shape.DigitSize == d)
                {
                    basis.Kernels.MultiplyScalarAdd(from[prime], tables.SpecialProduct[prime], b, n, basis[prime]);
                }
            }
        }

        return key;
    }

    /// <summary>b = e - a s modulo one prime; product is scratch memory.</summary>
    private void MaskUniform(double* a, double* s, SecretBuffer error, SecretBuffer product, double* b, int prime)
    {
        RnsBasis basis = _context.Basis;
        int n = basis.Degree;
        basis.Kernels.Multiply(a, s, product.Pointer, n, basis[prime]);
        basis.Kernels.ReduceSigned(error.Pointer, b, n, basis[prime]);
        basis.Kernels.Forward(b, basis.Tables[prime]);
        basis.Kernels.Subtract(b, product.Pointer, b, n, basis[prime]);
    }

    private int CheckLimbs(int? limbs)
    {
        if (limbs is < 1 || limbs > _context.MaxLimbs)
        {
            throw new RlweParameterException(nameof(limbs), $"A key for {limbs} limbs was asked for, but the parameters have 1 to {_context.MaxLimbs}.");
        }

        return limbs ?? _context.MaxLimbs;
    }

    /// <summary>A polynomial over all primes that holds a function of the secret, erased afterwards.</summary>
    private sealed class ErasedPolynomial(RnsBasis basis) : IDisposable
    {
        public RnsPolynomial Value { get; } = new(basis, basis.Count) { IsNtt = true };

        public void Dispose() => Value.Erase();
    }
}
