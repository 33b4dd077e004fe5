using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Keys, encoder and evaluator of one context, everything from one seed.</summary>
internal sealed class Scheme
{
    private static readonly ConcurrentDictionary<string, Lazy<Scheme>> s_shared = new();

    public Scheme(CkksParameters parameters, ulong seed, IEnumerable<int> steps, InstructionSet? set = null, int threads = 1)
    {
        Context = new CkksContext(parameters, set, threads);
        using var generator = new KeyGenerator(Context.Rlwe, Seed(seed));
        SecretKey = generator.SecretKey;
        PublicKey = generator.CreatePublicKey();
        RelinearizationKey = generator.CreateRelinearizationKey();
        int degree = parameters.Rlwe.Degree;
        GaloisKeys = generator.CreateGaloisKeys([.. steps.Select(s => GaloisElement.FromRotation(s, degree)), GaloisElement.Conjugation(degree)]);
        Encoder = new CkksEncoder(Context);
        Evaluator = new Evaluator(Context);
        Decryptor = new Decryptor(Context, SecretKey);
    }

    public CkksContext Context { get; }

    public SecretKey SecretKey { get; }

    public PublicKey PublicKey { get; }

    public RelinearizationKey RelinearizationKey { get; }

    public GaloisKeys GaloisKeys { get; }

    public CkksEncoder Encoder { get; }

    public Evaluator Evaluator { get; }

    public Decryptor Decryptor { get; }

    public int SlotCount => Context.SlotCount;

    /// <summary>One scheme for each named parameter set, with keys for the steps 1, 2, 4, 8 and 16; shared, so never to be disposed.</summary>
    public static Scheme Shared(string name) =>
        s_shared.GetOrAdd(name, n => new Lazy<Scheme>(() => new Scheme(ParameterSets.Get(n), seed: 1, [1, 2, 4, 8, 16]))).Value;

    /// <summary>32 bytes that depend on a number.</summary>
    public static byte[] Seed(ulong number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        return SHA256.HashData(bytes);
    }

    public Plaintext Encode(Complex[] values, double? scale = null, int? limbs = null)
    {
        var plaintext = new Plaintext(Context);
        Encoder.Encode(values, plaintext, scale, limbs);
        return plaintext;
    }

    /// <summary>Encrypts under the public key, or the secret key.</summary>
    public Ciphertext Encrypt(Complex[] values, ulong seed, double? scale = null, int? limbs = null, bool symmetric = false)
    {
        using Plaintext plaintext = Encode(values, scale, limbs);
        using var encryptor = new Encryptor(Context, symmetric ? null : PublicKey, symmetric ? SecretKey : null, Seed(seed));
        return encryptor.Encrypt(plaintext);
    }

    public Complex[] Decrypt(Ciphertext ciphertext)
    {
        using Plaintext plaintext = Decryptor.Decrypt(ciphertext);
        return Decode(plaintext);
    }

    public Complex[] Decode(Plaintext plaintext)
    {
        var values = new Complex[SlotCount];
        Encoder.Decode(plaintext, values);
        return values;
    }
}
