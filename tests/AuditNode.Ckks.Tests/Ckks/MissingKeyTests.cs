using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

public sealed class MissingKeyTests : IDisposable
{
    private readonly Scheme _scheme = Scheme.Shared("N8192-40bit-3");
    private readonly Ciphertext _a;
    private readonly Ciphertext _destination;

    public MissingKeyTests()
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
    public void A_rotation_without_its_key_is_refused()
    {
        Evaluator e = _scheme.Evaluator;
        Refused(() => e.Rotate(_a, 3, _scheme.GaloisKeys, _destination));
        Refused(() => e.RotateHoisted(_a, [1, 3], _scheme.GaloisKeys, [_destination, _destination]));
        Refused(() => e.SumSlots(_a, 64, _scheme.GaloisKeys, _destination));
        using var generator = new KeyGenerator(_scheme.SecretKey);
        Refused(() => e.Conjugate(_a, generator.CreateRotationKeys([1]), _destination));
    }

    [Fact]
    public void A_key_of_too_few_limbs_is_refused_and_serves_once_the_level_is_dropped()
    {
        using var generator = new KeyGenerator(_scheme.SecretKey);
        GaloisKeys rotation = generator.CreateRotationKeys([1], limbs: 2);
        RelinearizationKey relinearization = generator.CreateRelinearizationKey(limbs: 2);
        using var product = new Ciphertext(_scheme.Context);
        Evaluator e = _scheme.Evaluator;
        e.Multiply(_a, _a, product);
        Refused(() => e.Rotate(_a, 1, rotation, _destination));
        Refused(() => e.SumSlots(_a, 2, rotation, _destination));
        Refused(() => e.Relinearize(product, relinearization, _destination));
        Refused(() => e.RelinearizeRescale(product, relinearization, _destination));
        Refused(() => e.MultiplyRelinearizeRescale(_a, _a, relinearization, _destination));

        e.DropToLimbs(_a, 2, _destination);
        e.Rotate(_destination, 1, rotation, _destination);
        var x = new System.Numerics.Complex[_scheme.SlotCount];
        SlotVector.Random(16, 1).CopyTo(x, 0);
        NoiseBound bound = NoiseBound.Encode(_scheme.Context.Parameters, 1).EncryptPublicKey().DropToLimbs(2).Rotate();
        Assert.True(SlotVector.Distance(_scheme.Decrypt(_destination), SlotVector.Rotate(x, 1)) <= bound.DecodedError);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Keys_for_limbs_that_do_not_exist_are_refused(int limbs)
    {
        using var generator = new KeyGenerator(_scheme.SecretKey);
        Assert.Equal("limbs", Assert.Throws<RlweParameterException>(() => generator.CreateRelinearizationKey(limbs)).Field);
        Assert.Equal("limbs", Assert.Throws<RlweParameterException>(() => generator.CreateRotationKeys([1], limbs)).Field);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(4u)]
    [InlineData(16385u)]
    public void Galois_elements_that_are_even_or_beyond_2N_are_refused(uint element)
    {
        using var generator = new KeyGenerator(_scheme.SecretKey);
        var error = Assert.Throws<RlweParameterException>(() => generator.CreateGaloisKeys([element]));
        Assert.Contains($"{element} ", error.Message, StringComparison.Ordinal);
    }

    private void Refused(Action operation) => Refusal.Of<MissingKeyException>(operation, _a, _destination);
}
