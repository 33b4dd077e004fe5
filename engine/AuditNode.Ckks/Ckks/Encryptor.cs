using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>Encrypts plaintexts under a public or a secret key. Not safe for concurrent use; dispose it to erase its random state.</summary>
/// <remarks>
/// Under the secret key the noise is smaller and the second polynomial comes from a seed, so the serialised ciphertext is
/// half as large.
/// </remarks>
public sealed unsafe class Encryptor : IDisposable
{
    private readonly CkksContext _context;
    private readonly RlweEncryptor _encryptor;

    /// <summary>Encrypts under a public key.</summary>
    public Encryptor(CkksContext context, PublicKey key)
        : this(context, new RlweEncryptor(context.Rlwe, key, null, RandomStream.FromEntropy("AuditNode.Ckks/encryptor")))
    {
    }

    /// <summary>
    /// Encrypts under a public key with randomness from a stream, so that whoever has its seed makes the same ciphertexts again: for proofs that
    /// open a ciphertext by its seed. The seed is to be as secret as the message, and a stream must serve one encryptor only.
    /// </summary>
    /// <param name="context">Parameters.</param>
    /// <param name="key">Public key.</param>
    /// <param name="random">Becomes the encryptor's own, which disposes it.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="OperandMismatchException">The key belongs to other parameters.</exception>
    public Encryptor(CkksContext context, PublicKey key, RandomStream random)
        : this(context, new RlweEncryptor(context.Rlwe, key, null, random ?? throw new ArgumentNullException(nameof(random))))
    {
    }

    /// <summary>Encrypts under a secret key.</summary>
    public Encryptor(CkksContext context, SecretKey key)
        : this(context, new RlweEncryptor(context.Rlwe, null, key, RandomStream.FromEntropy("AuditNode.Ckks/encryptor")))
    {
    }

    /// <summary>Randomness from a seed: for tests of determinism only, since encrypting twice with it would reveal the difference.</summary>
    internal Encryptor(CkksContext context, PublicKey? publicKey, SecretKey? secretKey, ReadOnlySpan<byte> seed)
        : this(context, new RlweEncryptor(context.Rlwe, publicKey, secretKey, new RandomStream(seed, "AuditNode.Ckks/encryptor")))
    {
    }

    private Encryptor(CkksContext context, RlweEncryptor encryptor)
    {
        _context = context;
        _encryptor = encryptor;
    }

    /// <summary>Encrypts a plaintext; the ciphertext gets its limbs and scale.</summary>
    /// <exception cref="OperandMismatchException">Plaintext or destination belong to other parameters.</exception>
    /// <exception cref="ObjectDisposedException">The encryptor, its key or an operand was disposed.</exception>
    public void Encrypt(Plaintext plaintext, Ciphertext destination)
    {
        _context.Rlwe.CheckSame(plaintext.Context.Rlwe, "plaintext");
        _context.Rlwe.CheckSame(destination.Context, "destination");
        _encryptor.CheckUsable();
        destination.Reshape(2, plaintext.LimbCount);
        _encryptor.EncryptZero(destination);
        RnsBasis basis = _context.Rlwe.Basis;
        for (int i = 0; i < plaintext.LimbCount; i++)
        {
            basis.Kernels.Add(destination[0][i], plaintext.Polynomial[i], destination[0][i], basis.Degree, basis[i]);
        }

        destination.Scale = plaintext.Scale;
    }

    /// <summary>Encrypts a plaintext to a new ciphertext.</summary>
    /// <inheritdoc cref="Encrypt(Plaintext, Ciphertext)"/>
    public Ciphertext Encrypt(Plaintext plaintext)
    {
        var destination = new Ciphertext(_context);
        Encrypt(plaintext, destination);
        return destination;
    }

    /// <inheritdoc/>
    public void Dispose() => _encryptor.Dispose();
}
