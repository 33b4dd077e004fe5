using System.Numerics;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Ckks;

namespace AuditNode.Ckks.Tests.Circuits;

/// <summary>Keys for packing up to a number of outputs, everything from one seed.</summary>
internal sealed class PackingScheme : IDisposable
{
    private readonly KeyGenerator _generator;

    internal PackingScheme(CkksParameters parameters, int outputs, int limbs, ulong seed = 1, InstructionSet? set = null, int threads = 1)
    {
        Context = new CkksContext(parameters, set, threads);
        Limbs = limbs;
        _generator = new KeyGenerator(Context.Rlwe, Scheme.Seed(seed));
        PublicKey = _generator.CreatePublicKey();
        Keys = _generator.CreateGaloisKeys(CoefficientPacker.GaloisElements(Degree, outputs), limbs);
        Evaluator = new Evaluator(Context);
        Packer = new CoefficientPacker(Evaluator, Keys);
        Encoder = new CkksEncoder(Context);
    }

    internal CkksContext Context { get; }

    internal int Degree => Context.Parameters.Rlwe.Degree;

    internal int Limbs { get; }

    internal double Scale => Context.Parameters.DefaultScale;

    internal SecretKey SecretKey => _generator.SecretKey;

    internal PublicKey PublicKey { get; }

    internal GaloisKeys Keys { get; }

    internal Evaluator Evaluator { get; }

    internal CoefficientPacker Packer { get; }

    internal CkksEncoder Encoder { get; }

    public void Dispose()
    {
        SecretKey.Dispose();
        PublicKey.Dispose();
        _generator.Dispose();
    }

    internal double[] Values(ulong seed) => TestVectors.Reals(Context.SlotCount, seed);

    /// <summary>Encrypts under the public key.</summary>
    internal Ciphertext Encrypt(ReadOnlySpan<double> values, ulong seed, int? limbs = null, double? scale = null)
    {
        using var plaintext = new Plaintext(Context);
        Encoder.Encode(values, plaintext, scale, limbs ?? Limbs);
        using var encryptor = new Encryptor(Context, PublicKey, null, Scheme.Seed(seed));
        return encryptor.Encrypt(plaintext);
    }

    /// <summary>Packs, adds an encryption of zero, as protocols do, and takes out the visible coefficients.</summary>
    internal CoefficientCiphertext Pack(ReadOnlySpan<Ciphertext> outputs, ulong seed)
    {
        using Ciphertext packed = new(Context);
        Packer.Pack(outputs, packed);
        using Ciphertext zero = Encrypt([], seed, packed.LimbCount, packed.Scale);
        Evaluator.Add(packed, zero, packed);
        return CoefficientCiphertext.Extract(packed, outputs.Length);
    }

    /// <summary>All N coefficients as integers.</summary>
    internal BigInteger[] Coefficients(Ciphertext ciphertext)
    {
        using CoefficientCiphertext whole = CoefficientCiphertext.Extract(ciphertext, Degree);
        return whole.Decrypt(SecretKey);
    }
}
