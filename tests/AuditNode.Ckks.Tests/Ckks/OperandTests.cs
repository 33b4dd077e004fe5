using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Operands that do not fit each other are refused, with the field in question, and nothing is changed.</summary>
public sealed class OperandTests : IDisposable
{
    private readonly Scheme _scheme = Scheme.Shared("N8192-40bit-3");
    private readonly Ciphertext _a;
    private readonly Ciphertext _destination;

    public OperandTests()
    {
        _a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1);
        _destination = _scheme.Encrypt(SlotVector.Random(16, 2), seed: 2);
    }

    private Evaluator Evaluator => _scheme.Evaluator;

    public void Dispose()
    {
        _a.Dispose();
        _destination.Dispose();
    }

    [Fact]
    public void Different_scales_cannot_be_added()
    {
        using Ciphertext b = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3, scale: _a.Scale * 1.000001);
        using Plaintext p = _scheme.Encode(SlotVector.Random(16, 3), scale: _a.Scale / 2);
        Refused("scale", () => Evaluator.Add(_a, b, _destination), b);
        Refused("scale", () => Evaluator.Subtract(b, _a, _destination), b);
        Refused("scale", () => Evaluator.AddPlain(_a, p, _destination));
        Refused("scale", () => Evaluator.SubtractPlain(_a, p, _destination));
        Refused("scale", () => Evaluator.MultiplyAdd(_a, b, _destination), b);
    }

    [Fact]
    public void Different_levels_cannot_be_combined()
    {
        using Ciphertext b = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3, limbs: 2);
        using Plaintext p = _scheme.Encode(SlotVector.Random(16, 3), limbs: 2);
        Refused("level", () => Evaluator.Add(_a, b, _destination), b);
        Refused("level", () => Evaluator.Multiply(_a, b, _destination), b);
        Refused("level", () => Evaluator.MultiplyRelinearizeRescale(_a, b, _scheme.RelinearizationKey, _destination), b);
        Refused("level", () => Evaluator.MultiplyAdd(_a, b, _destination), b);
        Refused("level", () => Evaluator.MultiplyAdd(b, b, _destination), b);
        Refused("level", () => Evaluator.MultiplyScalarAdd(b, 0.5, _destination), b);
        Refused("level", () => Evaluator.AddPlain(_a, p, _destination));
        Refused("level", () => Evaluator.MultiplyPlain(_a, p, _destination));
    }

    [Fact]
    public void Levels_that_do_not_exist_are_refused()
    {
        using Ciphertext one = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3, limbs: 1), product = new(_scheme.Context);
        Evaluator.Multiply(one, one, product);
        Refused("level", () => Evaluator.Rescale(one, _destination), one);
        Refused("level", () => Evaluator.RelinearizeRescale(product, _scheme.RelinearizationKey, _destination), product);
        Refused("level", () => Evaluator.MultiplyRelinearizeRescale(one, one, _scheme.RelinearizationKey, _destination), one);
        Refused("level", () => Evaluator.DropToLimbs(_a, 5, _destination));
        Refused("level", () => Evaluator.DropToLimbs(_a, 0, _destination));
        Assert.Equal("level", Assert.Throws<OperandMismatchException>(() => _scheme.Encode([1], limbs: 5)).Field);
        Assert.Equal("level", Assert.Throws<OperandMismatchException>(() => _scheme.Encode([1], limbs: 0)).Field);
    }

    [Fact]
    public void Products_must_be_relinearised_and_only_they_can_be()
    {
        using var product = new Ciphertext(_scheme.Context);
        Evaluator.Multiply(_a, _a, product);
        Refused("size", () => Evaluator.Multiply(product, _a, _destination), product);
        Refused("size", () => Evaluator.Multiply(_a, product, _destination), product);
        Refused("size", () => Evaluator.MultiplyAdd(_a, product, _destination), product);
        Refused("size", () => Evaluator.Rotate(product, 1, _scheme.GaloisKeys, _destination), product);
        Refused("size", () => Evaluator.Conjugate(product, _scheme.GaloisKeys, _destination), product);
        Refused("size", () => Evaluator.SumSlots(product, 4, _scheme.GaloisKeys, _destination), product);
        Refused("size", () => Evaluator.RotateHoisted(product, [1], _scheme.GaloisKeys, [_destination]), product);
        Refused("size", () => Evaluator.Relinearize(_a, _scheme.RelinearizationKey, _destination));
        Refused("size", () => Evaluator.RelinearizeRescale(_a, _scheme.RelinearizationKey, _destination));
    }

    [Fact]
    public void Sums_must_not_be_their_own_factors_and_hoisted_rotations_not_their_source()
    {
        Refused("size", () => Evaluator.MultiplyScalarAdd(_a, 2, _a));
        using Ciphertext unit = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3, scale: 1);
        Refused("size", () => Evaluator.MultiplyAdd(unit, unit, unit), unit);
        Refused("size", () => Evaluator.RotateHoisted(_a, [1, 2], _scheme.GaloisKeys, [_destination, _a]));
        Refused("size", () => Evaluator.RotateHoisted(_a, [1, 2], _scheme.GaloisKeys, [_destination]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(3)]
    [InlineData(8192)]
    public void Only_powers_of_two_up_to_all_slots_can_be_summed(int count) =>
        Refused("size", () => Evaluator.SumSlots(_a, count, _scheme.GaloisKeys, _destination));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e19)] // times the scale of 2^40 below 2^104, but above 2^100
    public void Constants_that_are_not_finite_or_too_large_are_refused(double value)
    {
        Refused("scale", () => Evaluator.AddScalar(_a, value, _destination));
        Refused("scale", () => Evaluator.MultiplyScalar(_a, value, _a.Scale, _destination));
        Refused("scale", () => Evaluator.MultiplyScalarAdd(_a, value * 1e20, _destination));
    }

    [Fact]
    public void Constants_beyond_half_the_modulus_are_refused()
    {
        // q_0 has 42 bits: at a scale of 2^40 one limb holds less than 2.
        using Ciphertext one = _scheme.Encrypt(SlotVector.Random(16, 3), seed: 3, limbs: 1);
        Evaluator.AddScalar(one, 1.5, _destination);
        Refused("scale", () => Evaluator.AddScalar(one, 2.5, _destination), one);
        Refused("scale", () => Evaluator.MultiplyScalar(one, -2.5, one.Scale, _destination), one);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Scales_that_are_not_finite_and_positive_are_refused(double scale)
    {
        Refused("scale", () => Evaluator.MultiplyScalar(_a, 0.0, scale, _destination));
        Refused("scale", () => Evaluator.MultiplyScalar(_a, 1.0, scale, _destination));
        Assert.Equal("scale", Assert.Throws<OperandMismatchException>(() => _scheme.Encode([1], scale)).Field);
        Assert.Equal("scale", Assert.Throws<RlweParameterException>(() => new CkksParameters(_scheme.Context.Parameters.Rlwe, scale)).Field);
    }

    private void Refused(string field, Action operation, params Ciphertext[] others) =>
        Assert.Equal(field, Refusal.Of<OperandMismatchException>(operation, [_a, _destination, .. others]).Field);
}
