namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>A context with more threads for an operation, made from one that has keys and ciphertexts already.</summary>
public class ParallelContextTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Takes_keys_and_ciphertexts_of_the_first_and_gives_the_same_bits(int threads)
    {
        Scheme s = Scheme.Shared("N8192-40bit-3");
        var wide = new Evaluator(s.Context.WithParallelism(threads));
        using Ciphertext a = s.Encrypt(SlotVector.Random(s.SlotCount, 1), seed: 1), b = s.Encrypt(SlotVector.Random(s.SlotCount, 2), seed: 2);
        using Ciphertext expected = new(s.Context), actual = new(s.Context), own = new(wide.Context);
        s.Evaluator.MultiplyRelinearizeRescale(a, b, s.RelinearizationKey, expected);
        s.Evaluator.Rotate(expected, 1, s.GaloisKeys, expected);
        wide.MultiplyRelinearizeRescale(a, b, s.RelinearizationKey, own);
        wide.Rotate(own, 1, s.GaloisKeys, actual);
        Assert.Equal(Digest.Of(expected), Digest.Of(actual));
    }

    [Fact]
    public void Without_a_thread_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheme.Shared("N8192-40bit-3").Context.WithParallelism(0));
}
