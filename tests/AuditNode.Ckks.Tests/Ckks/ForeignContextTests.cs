using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Nothing that belongs to other parameters is accepted, in any position.</summary>
public sealed class ForeignContextTests : IDisposable
{
    private readonly Scheme _scheme = Scheme.Shared("N4096-30bit-1");
    private readonly Scheme _foreign = new(CkksParameters.Create(4096, 36, 31, 1), seed: 2, [1, 2]);
    private readonly Ciphertext _a;
    private readonly Ciphertext _b;
    private readonly Ciphertext _destination;

    public ForeignContextTests()
    {
        _a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1);
        _b = _foreign.Encrypt(SlotVector.Random(16, 2), seed: 2, scale: _a.Scale);
        _destination = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _destination.Dispose();
    }

    [Fact]
    public void Operands_and_destinations()
    {
        Evaluator e = _scheme.Evaluator;
        Refused(() => e.Add(_a, _b, _destination));
        Refused(() => e.Add(_b, _a, _destination));
        Refused(() => e.Add(_a, _a, _b));
        Refused(() => e.Subtract(_a, _b, _destination));
        Refused(() => e.Negate(_b, _destination));
        Refused(() => e.AddScalar(_b, 1, _destination));
        Refused(() => e.Multiply(_a, _b, _destination));
        Refused(() => e.Multiply(_a, _a, _b));
        Refused(() => e.MultiplyAdd(_a, _b, _destination));
        Refused(() => e.MultiplyScalar(_b, 1, 1, _destination));
        Refused(() => e.MultiplyScalarAdd(_b, 1, _destination));
        Refused(() => e.Rescale(_a, _b));
        Refused(() => e.DropToLimbs(_b, 1, _destination));
        Refused(() => e.Rotate(_b, 1, _scheme.GaloisKeys, _destination));
        Refused(() => e.RotateHoisted(_a, [1], _scheme.GaloisKeys, [_b]));
        Refused(() => e.ApplyGalois(_b, 3, _scheme.GaloisKeys, _destination));
        Refused(() => e.MultiplyMonomial(_b, 1, _destination));
        Refused(() => e.MultiplyMonomial(_a, 1, _b));
        Refused(() => _a.CopyTo(_b));
    }

    [Fact]
    public void Keys()
    {
        Evaluator e = _scheme.Evaluator;
        Refused(() => e.Rotate(_a, 1, _foreign.GaloisKeys, _destination));
        Refused(() => e.Conjugate(_a, _foreign.GaloisKeys, _destination));
        Refused(() => e.RotateHoisted(_a, [1], _foreign.GaloisKeys, [_destination]));
        Refused(() => e.SumSlots(_a, 4, _foreign.GaloisKeys, _destination));
        Refused(() => e.ApplyGalois(_a, 3, _foreign.GaloisKeys, _destination));
        Refused(() => new CoefficientPacker(e, _foreign.GaloisKeys).Pack([_a, _a], _destination));
        Refused(() => e.MultiplyRelinearizeRescale(_a, _a, _foreign.RelinearizationKey, _destination));
        using var product = new Ciphertext(_scheme.Context);
        e.Multiply(_a, _a, product);
        Refused(() => e.Relinearize(product, _foreign.RelinearizationKey, _destination));
        Assert.Throws<OperandMismatchException>(() => new Decryptor(_scheme.Context, _foreign.SecretKey));
        Assert.Throws<OperandMismatchException>(() => new Encryptor(_scheme.Context, _foreign.SecretKey));
        Assert.Throws<OperandMismatchException>(() => new Encryptor(_scheme.Context, _foreign.PublicKey));
    }

    [Fact]
    public void Plaintexts_and_decryption()
    {
        using Plaintext p = _foreign.Encode(SlotVector.Random(16, 1), scale: _a.Scale);
        Refused(() => _scheme.Evaluator.AddPlain(_a, p, _destination));
        Refused(() => _scheme.Evaluator.MultiplyPlain(_a, p, _destination));
        Refused(() => _scheme.Decryptor.Decrypt(_b));
        Refused(() => _scheme.Decryptor.Decrypt(_a, p));
        using CoefficientCiphertext coefficients = CoefficientCiphertext.Extract(_b, 2);
        Refused(() => coefficients.Decrypt(_scheme.SecretKey));
        Refused(() => new CoefficientCiphertextSerializer(_scheme.Context).Write(coefficients));
        Refused(() => _scheme.Encoder.Decode(p, new double[1]));
        Refused(() => _scheme.Encoder.Encode([1.0], p));
        using var encryptor = new Encryptor(_scheme.Context, _scheme.PublicKey);
        Refused(() => encryptor.Encrypt(p, _destination));
        using Plaintext own = _scheme.Encode(SlotVector.Random(16, 1));
        Refused(() => encryptor.Encrypt(own, _b));
    }

    [Fact]
    public void A_second_context_of_the_same_parameters_is_not_foreign()
    {
        var twin = new Scheme(ParameterSets.Get("N4096-30bit-1"), seed: 1, [1, 2]);
        twin.Evaluator.Add(_a, _a, _destination);
        twin.Evaluator.Rotate(_destination, 1, _scheme.GaloisKeys, _destination);
        Assert.True(SlotVector.Distance(_scheme.Decrypt(_destination), twin.Decrypt(_destination)) == 0);
    }

    private void Refused(Action operation) =>
        Assert.Equal("parameters", Refusal.Of<OperandMismatchException>(operation, _a, _b, _destination).Field);
}
