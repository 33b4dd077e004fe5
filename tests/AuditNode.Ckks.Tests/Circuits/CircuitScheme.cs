using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Rlwe;

namespace AuditNode.Ckks.Tests.Circuits;

/// <summary>Keys of one fixed seed and everything that circuits need; shared by tests, and safe for concurrent use.</summary>
internal sealed class CircuitScheme
{
    private static readonly Lazy<CircuitScheme> SmallScheme = new(() => new CircuitScheme(CkksParameters.Create(8192, 45, 34, 3)));
    private static readonly Lazy<CircuitScheme> LargeScheme = new(() => new CircuitScheme(CkksParameters.Create(16384, 45, 34, 9)));
    private readonly CkksEncoder _encoder;
    private readonly CiphertextSerializer _serializer;

    internal CircuitScheme(CkksParameters parameters, int maxDegreeOfParallelism = 1)
    {
        Context = new CkksContext(parameters, maxDegreeOfParallelism: maxDegreeOfParallelism);
        Generator = new KeyGenerator(Context.Rlwe, FixedSeed.Bytes);
        Key = Generator.CreateRelinearizationKey();
        _encoder = new CkksEncoder(Context);
        _serializer = new CiphertextSerializer(Context);
        Evaluator = new Evaluator(Context);
        Polynomials = new PolynomialEvaluator(Evaluator, Key);
        Products = new ProductTree(Evaluator, Key);
    }

    /// <summary>Three levels at N = 8192.</summary>
    internal static CircuitScheme Small => SmallScheme.Value;

    /// <summary>Nine levels at N = 16384.</summary>
    internal static CircuitScheme Large => LargeScheme.Value;

    internal CkksContext Context { get; }

    internal KeyGenerator Generator { get; }

    internal RelinearizationKey Key { get; }

    internal Evaluator Evaluator { get; }

    internal PolynomialEvaluator Polynomials { get; }

    internal ProductTree Products { get; }

    internal double Scale => Context.Parameters.DefaultScale;

    /// <summary>The smaller shared scheme that has the levels.</summary>
    internal static CircuitScheme ForDepth(int depth) => depth < Small.Context.MaxLimbs ? Small : Large;

    /// <summary>Values in [-1, 1), with both ends and zero among them.</summary>
    internal double[] Values(ulong seed)
    {
        double[] values = TestVectors.Reals(Context.SlotCount, seed);
        (values[0], values[1], values[2]) = (1, -1, 0);
        return values;
    }

    /// <summary>Encrypts with randomness that follows from the values.</summary>
    internal Ciphertext Encrypt(ReadOnlySpan<double> values, int? limbs = null, double? scale = null)
    {
        using var plaintext = new Plaintext(Context);
        _encoder.Encode(values, plaintext, scale, limbs);
        using var encryptor = new Encryptor(Context, null, Generator.SecretKey, SHA256.HashData(MemoryMarshal.AsBytes(values)));
        return encryptor.Encrypt(plaintext);
    }

    internal double[] Decrypt(Ciphertext ciphertext)
    {
        using Plaintext plaintext = new Decryptor(Context, Generator.SecretKey).Decrypt(ciphertext);
        double[] values = new double[Context.SlotCount];
        _encoder.Decode(plaintext, values);
        return values;
    }

    internal byte[] Bytes(Ciphertext ciphertext) => _serializer.Write(ciphertext);

    internal Ciphertext NewCiphertext() => new(Context);

    /// <summary>A product that was not relinearised.</summary>
    internal Ciphertext Unrelinearised()
    {
        Ciphertext product = NewCiphertext();
        using Ciphertext factor = Encrypt([0.5]);
        Evaluator.Square(factor, product);
        return product;
    }
}
