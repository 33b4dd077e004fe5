using System.Numerics;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Ckks;
using Xunit.Abstractions;

namespace AuditNode.Ckks.Tests.Circuits;

public class CoefficientPackerTests(ITestOutputHelper output)
{
    /// <summary>How far the bound may be above the largest of the measured errors; without this it could be vacuous.</summary>
    private const double LargestSlack = 12;

    /// <summary>The same where the bound takes the largest possible message for every slot.</summary>
    private const double LargestSlackOfProducts = 24;

    [Theory]
    [InlineData(4096, 36, 30, 1, 1, 1)]
    [InlineData(4096, 36, 30, 1, 1, 2)]
    [InlineData(4096, 36, 30, 1, 2, 3)]
    [InlineData(8192, 42, 40, 3, 2, 15)]
    [InlineData(8192, 42, 40, 3, 4, 16)]
    [InlineData(16384, 44, 34, 9, 3, 24)]
    [InlineData(32768, 42, 32, 17, 3, 33)]
    public void Every_output_is_the_sum_of_the_slots_of_its_input_within_the_bound(
        int degree, int firstBits, int scaleBits, int levels, int limbs, int outputs)
    {
        using var s = new PackingScheme(CkksParameters.Create(degree, firstBits, scaleBits, levels), outputs, limbs);
        double[][] values = [.. Enumerable.Range(0, outputs).Select(o => s.Values((ulong)o + 10))];
        Ciphertext[] inputs = [.. values.Select((v, o) => s.Encrypt(v, (ulong)o))];
        CoefficientBound bound = NoiseBound.Encode(s.Context.Parameters, 1, limbs: limbs).EncryptPublicKey().Pack(outputs);
        Assert.True(bound.Fits(0));

        using CoefficientCiphertext packed = s.Pack(inputs, seed: 1000);
        BigInteger[] integers = packed.Decrypt(s.SecretKey);
        double largest = values.Select((v, o) => Math.Abs((double)integers[o] - v.Sum() / bound.Unit)).Max();
        output.WriteLine($"error {largest:G3} units, bound {bound.Error:G3}: {bound.Error / largest:F1} times as large");
        Assert.Equal(outputs, integers.Length);
        Assert.InRange(largest, outputs < 8 ? 0 : bound.Error / LargestSlack, bound.Error);
        foreach (Ciphertext input in inputs) input.Dispose();
    }

    [Theory]
    [InlineData(8192, 42, 40, 3, 2)]
    [InlineData(16384, 40, 34, 4, 8)]
    public void Sums_of_products_over_batches_stay_within_the_bound(int degree, int firstBits, int scaleBits, int levels, int batches)
    {
        using var s = new PackingScheme(CkksParameters.Create(degree, firstBits, scaleBits, levels), 8, levels + 1);
        using var generator = new KeyGenerator(s.SecretKey);
        RelinearizationKey key = generator.CreateRelinearizationKey();
        var outputs = new Ciphertext[8];
        double[] exact = new double[8];
        for (int o = 0; o < 8; o++)
        {
            outputs[o] = new Ciphertext(s.Context);
            for (int b = 0; b < batches; b++)
            {
                ulong seed = (ulong)(100 * o + 2 * b);
                double[] x = s.Values(seed), y = s.Values(seed + 1);
                using Ciphertext a = s.Encrypt(x, seed), c = s.Encrypt(y, seed + 1);
                if (b == 0) s.Evaluator.Multiply(a, c, outputs[o]);
                else s.Evaluator.MultiplyAdd(a, c, outputs[o]);
                exact[o] += x.Zip(y, (u, v) => u * v).Sum();
            }

            s.Evaluator.RelinearizeRescale(outputs[o], key, outputs[o]);
        }

        NoiseBound fresh = NoiseBound.Encode(s.Context.Parameters, 1).EncryptPublicKey();
        CoefficientBound bound = fresh.Multiply(fresh).SumIndependent(batches).RelinearizeRescale().Pack(8);
        using CoefficientCiphertext packed = s.Pack(outputs, seed: 1000);
        BigInteger[] integers = packed.Decrypt(s.SecretKey);
        double largest = exact.Select((e, o) => Math.Abs((double)integers[o] - e / bound.Unit)).Max();
        output.WriteLine($"error {largest:G3} units, bound {bound.Error:G3}: {bound.Error / largest:F1} times as large");
        Assert.True(bound.Fits(0));
        Assert.InRange(largest, bound.Error / LargestSlackOfProducts, bound.Error);
        foreach (Ciphertext c in outputs) c.Dispose();
    }

    [Fact]
    public void Coefficients_at_missing_outputs_are_zero_but_for_noise_and_the_inputs_show_through_elsewhere()
    {
        using var s = new PackingScheme(CkksParameters.Create(4096, 36, 30, 1), 8, 2);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 5).Select(o => s.Encrypt(s.Values((ulong)o), (ulong)o))];
        using var packed = new Ciphertext(s.Context);
        s.Packer.Pack(inputs, packed);
        BigInteger[] coefficients = s.Coefficients(packed);
        int stride = CoefficientPacker.Stride(s.Degree, 5);
        Assert.Equal(512, stride);
        double bound = NoiseBound.Encode(s.Context.Parameters, 1).EncryptPublicKey().Pack(5).Error;
        for (int o = 5; o < 8; o++) Assert.InRange((double)BigInteger.Abs(coefficients[o * stride]), 0, bound);
        Assert.True(coefficients.Where((_, i) => i % stride != 0).Count(c => (double)BigInteger.Abs(c) > bound) > s.Degree / 2);
        foreach (Ciphertext input in inputs) input.Dispose();
    }

    [Fact]
    public void Slots_that_are_equal_but_for_their_order_give_the_same_output()
    {
        using var s = new PackingScheme(CkksParameters.Create(4096, 36, 30, 1), 2, 2);
        double[] values = s.Values(1), reversed = [.. values.AsEnumerable().Reverse()];
        using Ciphertext a = s.Encrypt(values, 1), b = s.Encrypt(reversed, 2);
        using CoefficientCiphertext packed = s.Pack([a, b], seed: 3);
        BigInteger[] integers = packed.Decrypt(s.SecretKey);
        double bound = NoiseBound.Encode(s.Context.Parameters, 1).EncryptPublicKey().Pack(2).Error;
        Assert.InRange((double)BigInteger.Abs(integers[0] - integers[1]), 0, 2 * bound);
    }

    [Fact]
    public void Merging_side_by_side_gives_the_same_bytes_and_needs_one_thread_at_least()
    {
        using var s = new PackingScheme(CkksParameters.Create(4096, 36, 30, 1), 11, 2);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 11).Select(o => s.Encrypt(s.Values((ulong)o), (ulong)o))];
        using var alone = new Ciphertext(s.Context);
        using var together = new Ciphertext(s.Context);
        s.Packer.Pack(inputs, alone);
        foreach (int threads in (int[])[2, 3, 64])
        {
            s.Packer.Pack(inputs, together, threads);
            Assert.Equal(Digest.Of(alone), Digest.Of(together));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => s.Packer.Pack(inputs, together, 0));
        foreach (Ciphertext input in inputs) input.Dispose();
    }

    [Fact]
    public void The_destination_may_be_any_of_the_outputs()
    {
        using var s = new PackingScheme(CkksParameters.Create(4096, 36, 30, 1), 8, 2);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 7).Select(o => s.Encrypt(s.Values((ulong)o), (ulong)o))];
        string[] before = [.. inputs.Select(Digest.Of)];
        using Ciphertext expected = new(s.Context), copy = new(s.Context);
        for (int count = 1; count <= inputs.Length; count++)
        {
            s.Packer.Pack(inputs.AsSpan(0, count), expected);
            for (int o = 0; o < count; o++)
            {
                inputs[o].CopyTo(copy);
                s.Packer.Pack(inputs.AsSpan(0, count), inputs[o]);
                Assert.Equal(Digest.Of(expected), Digest.Of(inputs[o]));
                copy.CopyTo(inputs[o]);
            }
        }

        Assert.Equal(before, inputs.Select(Digest.Of));
        foreach (Ciphertext input in inputs) input.Dispose();
    }

    [Fact]
    public void Galois_elements_are_those_of_the_tree()
    {
        Assert.Equal([3u, 5u, 9u, 17u], CoefficientPacker.GaloisElements(32768, 15));
        Assert.Equal([3u, 5u, 9u, 17u], CoefficientPacker.GaloisElements(32768, 16));
        Assert.Equal([3u], CoefficientPacker.GaloisElements(4096, 2));
        Assert.Empty(CoefficientPacker.GaloisElements(4096, 1));
        Assert.Equal(12, CoefficientPacker.GaloisElements(4096, 4096).Length);
        Assert.Equal("outputs", Assert.Throws<OperandMismatchException>(() => CoefficientPacker.GaloisElements(4096, 4097)).Field);
        Assert.Equal("outputs", Assert.Throws<OperandMismatchException>(() => CoefficientPacker.Stride(4096, 0)).Field);
        Assert.Equal(2048, CoefficientPacker.Stride(32768, 15));
    }

    [Fact]
    public void Outputs_that_do_not_fit_each_other_are_refused_and_nothing_is_changed()
    {
        using var s = new PackingScheme(CkksParameters.Create(4096, 36, 30, 1), 4, 2);
        using Ciphertext a = s.Encrypt(s.Values(1), 1), b = s.Encrypt(s.Values(2), 2), product = new(s.Context), destination = s.Encrypt([0.5], 3);
        using Ciphertext low = new(s.Context), scaled = new(s.Context);
        s.Evaluator.DropToLimbs(b, 1, low);
        s.Evaluator.MultiplyScalar(b, 1, 1024, scaled);
        s.Evaluator.Multiply(a, b, product);
        Refused("outputs", () => s.Packer.Pack([], destination));
        Refused("level", () => s.Packer.Pack([a, low], destination));
        Refused("scale", () => s.Packer.Pack([a, scaled], destination));
        Refused("size", () => s.Packer.Pack([a, product], destination));
        Refusal.Of<MissingKeyException>(() => s.Packer.Pack([a, a, a, a, b], destination), a, b, destination);

        using var limited = new PackingScheme(CkksParameters.Create(4096, 36, 30, 1), 4, 1);
        Refusal.Of<MissingKeyException>(() => limited.Packer.Pack([a, b], destination), a, b, destination);
        limited.Packer.Pack([low, low], destination);

        void Refused(string field, Action operation) =>
            Assert.Equal(field, Refusal.Of<OperandMismatchException>(operation, a, b, destination).Field);
    }
}
