using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>What was disposed is refused, rather than read as if it were empty or overwritten by what has its memory now.</summary>
public sealed class DisposedTests : IDisposable
{
    private readonly Scheme _scheme = new(ParameterSets.Get("N4096-30bit-1"), seed: 3, [1]);
    private readonly Ciphertext _a;
    private readonly Ciphertext _destination;

    public DisposedTests()
    {
        _a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1);
        _destination = _scheme.Encrypt(SlotVector.Random(16, 2), seed: 2);
    }

    public void Dispose()
    {
        _a.Dispose();
        _destination.Dispose();
    }

    [Fact]
    public void Ciphertexts()
    {
        Evaluator e = _scheme.Evaluator;
        Ciphertext gone = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3);
        gone.Dispose();
        gone.Dispose();
        Refused(() => e.Add(_a, gone, _destination));
        Refused(() => e.Add(gone, _a, _destination));
        Refused(() => e.Add(_a, _a, gone));
        Refused(() => e.Negate(gone, _destination));
        Refused(() => e.AddScalar(gone, 1, _destination));
        Refused(() => e.Multiply(gone, _a, _destination));
        Refused(() => e.MultiplyScalar(gone, 1, 1, _destination));
        Refused(() => e.MultiplyScalarAdd(gone, 1, _destination));
        Refused(() => e.Rescale(gone, _destination));
        Refused(() => e.Rescale(_a, gone));
        Refused(() => e.DropToLimbs(gone, 1, _destination));
        Refused(() => e.Rotate(_a, 1, _scheme.GaloisKeys, gone));
        Refused(() => e.MultiplyMonomial(gone, 1, _destination));
        Refused(() => e.MultiplyMonomial(_a, 1, gone));
        Refused(() => CoefficientCiphertext.Extract(gone, 1));
        Refused(() => gone.CopyTo(_destination));
        Refused(() => _a.CopyTo(gone));
        Refused(() => _scheme.Decryptor.Decrypt(gone));
    }

    [Fact]
    public void Coefficient_ciphertexts()
    {
        CoefficientCiphertext gone = CoefficientCiphertext.Extract(_a, 4);
        gone.Dispose();
        gone.Dispose();
        Refused(() => gone.Decrypt(_scheme.SecretKey));
        Refused(() => gone.AddInteger(0, 1));
        Refused(() => gone.GetResidue(0, 0));
        Refused(() => _ = gone.IsTransparent);
        Refused(() => new CoefficientCiphertextSerializer(_scheme.Context).Write(gone));
    }

    [Fact]
    public void Plaintexts()
    {
        Plaintext gone = _scheme.Encode(SlotVector.Random(16, 3));
        gone.Dispose();
        Refused(() => _scheme.Evaluator.AddPlain(_a, gone, _destination));
        Refused(() => _scheme.Evaluator.MultiplyPlain(_a, gone, _destination));
        Refused(() => _scheme.Encoder.Decode(gone, new double[1]));
        Refused(() => _scheme.Encoder.Encode([1.0], gone));
        Refused(() => _scheme.Decryptor.Decrypt(_a, gone));
        using var encryptor = new Encryptor(_scheme.Context, _scheme.PublicKey);
        Refused(() => encryptor.Encrypt(gone, _destination));
    }

    [Fact]
    public void Keys_and_encryptors()
    {
        using Plaintext plaintext = _scheme.Encode(SlotVector.Random(16, 3));
        using var symmetric = new Encryptor(_scheme.Context, _scheme.SecretKey);
        using var publicKey = new Encryptor(_scheme.Context, _scheme.PublicKey);
        var gone = new Encryptor(_scheme.Context, _scheme.PublicKey);
        gone.Dispose();
        Refused(() => gone.Encrypt(plaintext, _destination));
        _scheme.PublicKey.Dispose();
        Refused(() => publicKey.Encrypt(plaintext, _destination));
        _scheme.SecretKey.Dispose();
        Refused(() => symmetric.Encrypt(plaintext, _destination));
        string before = Digest.Of(plaintext);
        Refused(() => _scheme.Decryptor.Decrypt(_a, plaintext));
        Assert.Equal(before, Digest.Of(plaintext));
        using CoefficientCiphertext coefficients = CoefficientCiphertext.Extract(_a, 4);
        Refused(() => coefficients.Decrypt(_scheme.SecretKey));
        Refused(() => _scheme.SecretKey.CopyCoefficientsTo(new sbyte[4096]));
        using var generator = new KeyGenerator(_scheme.SecretKey);
        Refused(() => generator.CreatePublicKey());
    }

    private void Refused(Action operation) => Refusal.Of<ObjectDisposedException>(operation, _a, _destination);
}
