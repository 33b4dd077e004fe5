using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Encrypts zero under a public or a secret key; schemes add their message to it. Not safe for concurrent use.</summary>
internal sealed unsafe class RlweEncryptor : IDisposable
{
    private readonly RlweContext _context;
    private readonly PublicKey? _publicKey;
    private readonly SecretKey? _secretKey;
    private readonly RandomStream _random;
    private readonly SecretBuffer _mask;
    private readonly SecretBuffer _error0;
    private readonly SecretBuffer _error1;
    private readonly SecretBuffer _limb;
    private bool _disposed;

    public RlweEncryptor(RlweContext context, PublicKey? publicKey, SecretKey? secretKey, RandomStream random)
    {
        if (publicKey is not null) context.CheckSame(publicKey.Context, "public key");
        if (secretKey is not null) context.CheckSame(secretKey.Context, "secret key");
        _context = context;
        _publicKey = publicKey;
        _secretKey = secretKey;
        _random = random;
        int n = context.Parameters.Degree;
        _mask = new SecretBuffer(n);
        _error0 = new SecretBuffer(n);
        _error1 = new SecretBuffer(n);
        _limb = new SecretBuffer(n);
    }

    /// <summary>Checks that the encryptor and its key can be used, so that a refusal changes no ciphertext.</summary>
    /// <exception cref="ObjectDisposedException">The encryptor or its key was disposed.</exception>
    public void CheckUsable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _ = _publicKey?.A.LimbCount;
        _ = _secretKey?.Polynomial;
    }

    /// <summary>Encrypts zero with the public key if there is one, else with the secret key.</summary>
    /// <param name="destination">Ciphertext of two polynomials, already shaped.</param>
    public void EncryptZero(RlweCiphertext destination)
    {
        if (_publicKey is not null) EncryptZeroAsymmetric(destination, _publicKey);
        else EncryptZeroSymmetric(destination, _secretKey!);
    }

    public void Dispose()
    {
        _disposed = true;
        _random.Dispose();
        _mask.Dispose();
        _error0.Dispose();
        _error1.Dispose();
        _limb.Dispose();
    }

    /// <summary>c_1 uniform from a fresh seed, c_0 = e - c_1 s.</summary>
    private void EncryptZeroSymmetric(RlweCiphertext destination, SecretKey key)
    {
        RnsBasis basis = _context.Basis;
        int n = basis.Degree;
        Span<byte> seed = stackalloc byte[RandomStream.SeedLength];
        _random.Fill(seed);
        destination.ExpandUniform(seed);
        _context.ErrorSampler.Fill(_random, _error0.Span);
        for (int i = 0; i < destination.LimbCount; i++)
        {
            double* c0 = destination[0][i];
            basis.Kernels.ReduceSigned(_error0.Pointer, c0, n, basis[i]);
            basis.Kernels.Forward(c0, basis.Tables[i]);
            basis.Kernels.Multiply(destination[1][i], key.Polynomial[i], _limb.Pointer, n, basis[i]);
            basis.Kernels.Subtract(c0, _limb.Pointer, c0, n, basis[i]);
        }
    }

    /// <summary>((b u + e_0) / p_0, (a u + e_1) / p_0), rounded, for a ternary u.</summary>
    private void EncryptZeroAsymmetric(RlweCiphertext destination, PublicKey key)
    {
        RnsBasis basis = _context.Basis;
        TernarySampler.Fill(_random, _mask.Span);
        _context.ErrorSampler.Fill(_random, _error0.Span);
        _context.ErrorSampler.Fill(_random, _error1.Span);
        int n = basis.Degree, special = _context.MaxLimbs;

        // Modulo p_0 first: there b u + e becomes the coefficients that have to be taken away before the division.
        double* u = _limb.Pointer;
        LoadMask(special, u);
        SubtractRemainder(key.B[special], u, _error0.Pointer, special);
        SubtractRemainder(key.A[special], u, _error1.Pointer, special);
        for (int i = 0; i < destination.LimbCount; i++)
        {
            LoadMask(i, u);
            DivideLimb(key.B[i], u, _error0.Pointer, destination[0][i], i);
            DivideLimb(key.A[i], u, _error1.Pointer, destination[1][i], i);
        }
    }

    private void LoadMask(int prime, double* u)
    {
        RnsBasis basis = _context.Basis;
        basis.Kernels.ReduceSigned(_mask.Pointer, u, basis.Degree, basis[prime]);
        basis.Kernels.Forward(u, basis.Tables[prime]);
    }

    /// <summary>e := e - centred(b u + e mod p_0), which makes b u + e divisible by p_0.</summary>
    private void SubtractRemainder(double* b, double* u, double* error, int special)
    {
        RnsBasis basis = _context.Basis;
        int n = basis.Degree;
        Modulus p = basis[special];
        using var limb = new KeySwitching.PooledLimbs(basis, 2);
        double* product = limb[0], residue = limb[1];
        basis.Kernels.Multiply(b, u, product, n, p);
        basis.Kernels.Inverse(product, basis.Tables[special]);
        basis.Kernels.ReduceSigned(error, residue, n, p);
        basis.Kernels.Add(product, residue, product, n, p);
        double half = (p.Value - 1) / 2;
        for (int i = 0; i < n; i++)
        {
            // Without a branch: half - x is negative exactly for the residues that stand for x - p.
            long above = BitConverter.DoubleToInt64Bits(half - product[i]) >> 63;
            error[i] -= product[i] - BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(p.AsDouble) & above);
        }

        new Span<double>(product, n).Clear();
        new Span<double>(residue, n).Clear();
    }

    private void DivideLimb(double* b, double* u, double* numerator, double* destination, int prime)
    {
        RnsBasis basis = _context.Basis;
        int n = basis.Degree;
        basis.Kernels.ReduceSigned(numerator, destination, n, basis[prime]);
        basis.Kernels.Forward(destination, basis.Tables[prime]);
        basis.Kernels.MultiplyAdd(b, u, destination, n, basis[prime]);
        basis.Kernels.MultiplyScalar(destination, _context.InverseFirstSpecial[prime], destination, n, basis[prime]);
    }
}
