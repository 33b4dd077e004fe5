using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Rlwe;

namespace AuditNode.Ckks.Tests.Serialization;

/// <summary>Keys and ciphertexts of one fixed seed, and the serializers of their parameters.</summary>
internal sealed class SerializedSamples
{
    private static readonly Lazy<SerializedSamples> SmallSamples = new(() => new SerializedSamples(SmallParameters));

    internal SerializedSamples(CkksParameters parameters, InstructionSet? instructionSet = null)
    {
        Context = new CkksContext(parameters, instructionSet);
        RlweContext rlwe = Context.Rlwe;
        using var keys = new KeyGenerator(rlwe, FixedSeed.Bytes);
        SecretKey = keys.SecretKey;
        PublicKey = keys.CreatePublicKey();
        RelinearizationKey = keys.CreateRelinearizationKey();
        LimitedRelinearizationKey = keys.CreateRelinearizationKey(limbs: 1);
        GaloisKeys = keys.CreateRotationKeys([1, -1, 2]);
        Ciphertexts = new CiphertextSerializer(Context);
        CoefficientCiphertexts = new CoefficientCiphertextSerializer(Context);
        SecretKeys = new SecretKeySerializer(rlwe);
        PublicKeys = new PublicKeySerializer(rlwe);
        RelinearizationKeys = new RelinearizationKeySerializer(rlwe);
        Galois = new GaloisKeysSerializer(rlwe);

        Values = TestVectors.Reals(Context.SlotCount, 7);
        using var plaintext = new Plaintext(Context);
        new CkksEncoder(Context).Encode(Values, plaintext);
        using (var encryptor = new Encryptor(Context, null, SecretKey, FixedSeed.Bytes)) Seeded = encryptor.Encrypt(plaintext);
        using (var encryptor = new Encryptor(Context, PublicKey, null, FixedSeed.Bytes)) Full = encryptor.Encrypt(plaintext);
        Product = new Ciphertext(Context);
        new Evaluator(Context).Multiply(Full, Seeded, Product);
        Coefficients = CoefficientCiphertext.Extract(Full, 5);
        UnseededRelinearizationKey = new RelinearizationKey([WithoutSeed(RelinearizationKey.Keys[0])]);
    }

    /// <summary>36 + 30 bits and a special prime of 37 bits, at N = 4096.</summary>
    internal static CkksParameters SmallParameters => CkksParameters.Create(4096, 36, 30, 1);

    /// <summary>Shared by tests that change nothing.</summary>
    internal static SerializedSamples Small => SmallSamples.Value;

    internal CkksContext Context { get; }

    internal double[] Values { get; }

    internal SecretKey SecretKey { get; }

    internal PublicKey PublicKey { get; }

    internal RelinearizationKey RelinearizationKey { get; }

    internal RelinearizationKey LimitedRelinearizationKey { get; }

    /// <summary>The relinearisation key as if its uniform half came from nowhere known.</summary>
    internal RelinearizationKey UnseededRelinearizationKey { get; }

    internal GaloisKeys GaloisKeys { get; }

    /// <summary>Encrypted under the secret key.</summary>
    internal Ciphertext Seeded { get; }

    /// <summary>Encrypted under the public key.</summary>
    internal Ciphertext Full { get; }

    /// <summary>Of three polynomials.</summary>
    internal Ciphertext Product { get; }

    /// <summary>Five coefficients of <see cref="Full"/>.</summary>
    internal CoefficientCiphertext Coefficients { get; }

    internal CkksParametersSerializer Parameters { get; } = new();

    internal CiphertextSerializer Ciphertexts { get; }

    internal CoefficientCiphertextSerializer CoefficientCiphertexts { get; }

    internal SecretKeySerializer SecretKeys { get; }

    internal PublicKeySerializer PublicKeys { get; }

    internal RelinearizationKeySerializer RelinearizationKeys { get; }

    internal GaloisKeysSerializer Galois { get; }

    /// <summary>Every kind and form of object.</summary>
    internal IReadOnlyList<SerializedSample> All() =>
    [
        Sample("parameters", Parameters, Context.Parameters),
        Sample("secret key", SecretKeys, SecretKey),
        Sample("public key", PublicKeys, PublicKey),
        Sample("relinearisation key", RelinearizationKeys, RelinearizationKey),
        Sample("relinearisation key of one limb", RelinearizationKeys, LimitedRelinearizationKey),
        Sample("relinearisation key without seed", RelinearizationKeys, UnseededRelinearizationKey),
        Sample("Galois keys", Galois, GaloisKeys),
        Sample("seeded ciphertext", Ciphertexts, Seeded),
        Sample("ciphertext", Ciphertexts, Full),
        Sample("product", Ciphertexts, Product),
        Sample("coefficient ciphertext", CoefficientCiphertexts, Coefficients),
    ];

    private static SerializedSample Sample<T>(string name, ObjectSerializer<T> serializer, T value)
        where T : class =>
        new(name, serializer.Write(value), serializer.GetByteCount(value), serializer.MaximumByteCount,
            bytes => serializer.Write(serializer.Read(bytes)));

    private static unsafe SwitchingKey WithoutSeed(SwitchingKey key)
    {
        var copy = new SwitchingKey(key.Context, key.LimbCount, []);
        int n = key.Context.Parameters.Degree;
        foreach (int prime in key.Primes())
        {
            for (int d = 0; d < key.DigitCount; d++)
            {
                for (int half = 0; half < 2; half++)
                    new Span<double>(key.Limb(d, half, prime), n).CopyTo(new Span<double>(copy.Limb(d, half, prime), n));
            }
        }

        GC.KeepAlive(key);
        return copy;
    }
}
