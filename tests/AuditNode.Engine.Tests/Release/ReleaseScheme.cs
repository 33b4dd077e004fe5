using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Tests.Release;

/// <summary>Keys and packed sums of a small ring, and the key holder's release of them.</summary>
internal sealed class ReleaseScheme : IDisposable
{
    public const string JournalName = "releases";

    private readonly KeyGenerator _generator;
    private readonly Encryptor _encryptor;
    private readonly CoefficientCiphertextSerializer _serializer;
    private readonly CoefficientPacker _packer;

    public ReleaseScheme(int outputs)
    {
        Context = new CkksContext(CkksParameters.Create(4096, 36, 30, 1));
        OutputCount = outputs;
        _generator = new KeyGenerator(Context.Rlwe);
        PublicKey = _generator.CreatePublicKey();
        _encryptor = new Encryptor(Context, PublicKey);
        Evaluator = new Evaluator(Context);
        _packer = new CoefficientPacker(Evaluator, _generator.CreateGaloisKeys(CoefficientPacker.GaloisElements(Degree, outputs)));
        _serializer = new CoefficientCiphertextSerializer(Context);
        Bound = NoiseBound.Encode(Context.Parameters, 1).EncryptPublicKey().Pack(outputs);
        Shape = new ReleaseShape(2, Context.Parameters.DefaultScale, outputs, Bound.Error);
        KeyDigest = SHA256.HashData(new PublicKeySerializer(Context.Rlwe).Write(PublicKey));
    }

    public CkksContext Context { get; }

    public Evaluator Evaluator { get; }

    public PublicKey PublicKey { get; }

    public SecretKey SecretKey => _generator.SecretKey;

    public int OutputCount { get; }

    public int Degree => Context.Parameters.Rlwe.Degree;

    public CoefficientBound Bound { get; }

    public ReleaseShape Shape { get; }

    public byte[] KeyDigest { get; }

    public static byte[] Sha256(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes);

    public void Dispose()
    {
        _encryptor.Dispose();
        SecretKey.Dispose();
        PublicKey.Dispose();
        _generator.Dispose();
    }

    public Ciphertext Encrypt(ReadOnlySpan<double> values, int? limbs = null)
    {
        using var plaintext = new Plaintext(Context);
        new CkksEncoder(Context).Encode(values, plaintext, limbs: limbs);
        return _encryptor.Encrypt(plaintext);
    }

    /// <summary>Packs the slot sums of some encrypted vectors; to be masked before anybody sees it.</summary>
    public Ciphertext Pack(IReadOnlyList<double[]> outputs)
    {
        Ciphertext[] inputs = [.. outputs.Select(o => Encrypt(o))];
        var packed = new Ciphertext(Context);
        _packer.Pack(inputs, packed);
        foreach (Ciphertext input in inputs) input.Dispose();
        return packed;
    }

    /// <summary>Adds an encryption of zero and takes out the visible coefficients, as the computing party does.</summary>
    public CoefficientCiphertext Mask(Ciphertext packed, int? outputs = null)
    {
        using Ciphertext zero = Encrypt([]), masked = new(Context);
        Evaluator.Add(packed, zero, masked);
        return CoefficientCiphertext.Extract(masked, outputs ?? OutputCount);
    }

    public byte[] Write(CoefficientCiphertext ciphertext) => _serializer.Write(ciphertext);

    /// <summary>What the computing party sends.</summary>
    public byte[] Message(Ciphertext packed)
    {
        using CoefficientCiphertext masked = Mask(packed);
        return Write(masked);
    }

    public CoefficientCiphertext Read(byte[] message) => _serializer.Read(message);

    public ValueTask<ReleaseCounter> NewCounter(FloodingBudget budget, ICheckpointStore? store = null) =>
        ReleaseCounter.CreateAsync(store ?? new MemoryCheckpointStore(), JournalName, KeyDigest, budget);

    public FloodedRelease Release(ReleaseCounter counter, NoiseSampler? sampler = null) => new(Context, SecretKey, counter, Shape, sampler);

    /// <summary>Values in [-1, 1), a vector of the seed for each output.</summary>
    public double[][] Values(ulong seed)
    {
        using var random = new RandomStream(Sha256(BitConverter.GetBytes(seed)), "test values");
        byte[] bytes = new byte[2 * Context.SlotCount * OutputCount];
        random.Fill(bytes);
        return [.. bytes.Chunk(2 * Context.SlotCount).Select(chunk => chunk.Chunk(2).Select(b => BitConverter.ToInt16(b) / 32768.0).ToArray())];
    }

    /// <summary>What the outputs would be without error, in integer units.</summary>
    public double[] Exact(double[][] values) => [.. values.Select(v => v.Sum() / Bound.Unit)];
}
