using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Keys for fewer limbs, which take primes that the ciphertext has lost as special primes.</summary>
public sealed class LowerLevelKeyTests : IDisposable
{
    private readonly CkksContext _context = new(CkksParameters.Create(16384, 45, 34, 9));
    private readonly KeyGenerator _generator;
    private readonly CkksEncoder _encoder;
    private readonly Evaluator _evaluator;

    public LowerLevelKeyTests()
    {
        _generator = new KeyGenerator(_context.Rlwe);
        _encoder = new CkksEncoder(_context);
        _evaluator = new Evaluator(_context);
    }

    public void Dispose()
    {
        _generator.SecretKey.Dispose();
        _generator.Dispose();
    }

    [Fact]
    public void Products_are_right_at_every_level_whichever_key_serves_it()
    {
        RelinearizationKey key = _generator.CreateRelinearizationKey([10, 9, 8, 5, 2]);
        Assert.Equal([2, 5, 8, 9, 10], key.Keys.Select(k => k.LimbCount));
        double[] values = TestVectors.Reals(_context.SlotCount, seed: 11);
        using Ciphertext top = Encrypt(values), low = new(_context), product = new(_context);
        for (int limbs = 10; limbs >= 2; limbs--)
        {
            _evaluator.DropToLimbs(top, limbs, low);
            _evaluator.MultiplyRelinearizeRescale(low, low, key, product);
            NoiseBound x = NoiseBound.Encode(_context.Parameters, 1, limbs: limbs).EncryptSymmetric();
            AssertClose(values, v => v * v, product, x.Multiply(x).RelinearizeRescale().DecodedError, $"{limbs} limbs");
        }
    }

    [Fact]
    public void Rotations_are_right_at_every_level_of_a_smaller_key()
    {
        double[] values = TestVectors.Reals(_context.SlotCount, seed: 12);
        using Ciphertext top = Encrypt(values), low = new(_context), rotated = new(_context), hoisted = new(_context);
        foreach (int most in new[] { 9, 7, 4, 1 })
        {
            GaloisKeys keys = _generator.CreateRotationKeys([3], most);
            for (int limbs = most; limbs >= 1; limbs -= 2)
            {
                _evaluator.DropToLimbs(top, limbs, low);
                _evaluator.Rotate(low, 3, keys, rotated);
                _evaluator.RotateHoisted(low, [3], keys, [hoisted]);
                double bound = NoiseBound.Encode(_context.Parameters, 1, limbs: limbs).EncryptSymmetric().Rotate().DecodedError;
                double[] expected = [.. values.Select((_, i) => values[(i + 3) % values.Length])];
                AssertClose(expected, v => v, rotated, bound, $"{limbs} limbs, key for {most}");
                AssertClose(expected, v => v, hoisted, bound, $"hoisted, {limbs} limbs, key for {most}");
            }
        }
    }

    [Fact]
    public void Several_keys_are_read_as_they_were_written()
    {
        RelinearizationKey key = _generator.CreateRelinearizationKey([3, 10, 9]);
        var serializer = new RelinearizationKeySerializer(_context.Rlwe);
        byte[] bytes = serializer.Write(key);
        Assert.Equal(serializer.GetByteCount(key), bytes.Length);
        RelinearizationKey read = serializer.Read(bytes);
        Assert.Equal([3, 9, 10], read.Keys.Select(k => k.LimbCount));
        Assert.Equal(bytes, serializer.Write(read));
    }

    [Fact]
    public void Repeated_missing_and_impossible_numbers_of_limbs_are_refused()
    {
        foreach (int[] limbs in new[] { [], new[] { 9, 9 }, [0, 3], [11] })
        {
            Assert.Equal("limbs", Assert.Throws<RlweParameterException>(() => _generator.CreateRelinearizationKey(limbs)).Field);
        }
    }

    private Ciphertext Encrypt(double[] values)
    {
        using var plaintext = new Plaintext(_context);
        _encoder.Encode(values, plaintext);
        using var encryptor = new Encryptor(_context, _generator.SecretKey);
        return encryptor.Encrypt(plaintext);
    }

    private void AssertClose(double[] values, Func<double, double> function, Ciphertext ciphertext, double bound, string what)
    {
        using Plaintext plaintext = new Decryptor(_context, _generator.SecretKey).Decrypt(ciphertext);
        double[] decoded = new double[values.Length];
        _encoder.Decode(plaintext, decoded);
        double error = decoded.Select((d, i) => Math.Abs(d - function(values[i]))).Max();
        Assert.True(error <= bound && error > 0, $"{what}: error {error:E2}, bound {bound:E2}");
    }
}
