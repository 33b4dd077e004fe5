namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>With a destination and a warm pool nothing is allocated, so evaluation causes no garbage collection.</summary>
[Collection(SequentialCollection.Name)]
public class AllocationTests
{
    private const int Repetitions = 20;
    private const int Attempts = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluation_with_a_destination_allocates_nothing(int threads)
    {
        var s = new Scheme(ParameterSets.Get("N8192-40bit-3"), seed: 1, [1, 2], threads: threads);
        Evaluator e = s.Evaluator;
        using Ciphertext a = s.Encrypt(SlotVector.Random(16, 1), seed: 1), b = s.Encrypt(SlotVector.Random(16, 2), seed: 2);
        using Ciphertext c = new(s.Context), d = new(s.Context), product = new(s.Context), sum = new(s.Context);
        using Plaintext p = s.Encode(SlotVector.Random(16, 3)), decrypted = new(s.Context);
        e.Multiply(a, b, product);
        e.Multiply(a, a, sum);
        Ciphertext[] destinations = [c, d];
        int[] steps = [1, 2];
        double[] values = new double[s.SlotCount];
        (string Name, Action Operation)[] operations =
        [
            ("add", () => e.Add(a, b, c)),
            ("subtract in place", () => e.Subtract(b, a, b)),
            ("negate", () => e.Negate(a, c)),
            ("add plain", () => e.AddPlain(a, p, c)),
            ("subtract plain", () => e.SubtractPlain(a, p, c)),
            ("add scalar", () => e.AddScalar(a, 0.5, c)),
            ("multiply", () => e.Multiply(a, b, c)),
            ("square", () => e.Square(a, c)),
            ("multiply-add", () => e.MultiplyAdd(a, b, sum)),
            ("multiply plain", () => e.MultiplyPlain(a, p, c)),
            ("multiply scalar", () => e.MultiplyScalar(a, 0.5, 1024, c)),
            ("multiply-scalar-add", () => e.MultiplyScalarAdd(a, 0.5, b)),
            ("relinearise", () => e.Relinearize(product, s.RelinearizationKey, c)),
            ("relinearise-rescale", () => e.RelinearizeRescale(product, s.RelinearizationKey, c)),
            ("multiply-relinearise-rescale", () => e.MultiplyRelinearizeRescale(a, b, s.RelinearizationKey, c)),
            ("rescale", () => e.Rescale(product, c)),
            ("drop", () => e.DropToLimbs(a, 2, c)),
            ("copy", () => a.CopyTo(c)),
            ("rotate", () => e.Rotate(a, 1, s.GaloisKeys, c)),
            ("conjugate", () => e.Conjugate(a, s.GaloisKeys, c)),
            ("rotate hoisted", () => e.RotateHoisted(a, steps, s.GaloisKeys, destinations)),
            ("sum slots", () => e.SumSlots(a, 4, s.GaloisKeys, c)),
            ("automorphism", () => e.ApplyGalois(a, 3, s.GaloisKeys, c)),
            ("even monomial", () => e.MultiplyMonomial(a, 4096, c)),
            ("odd monomial", () => e.MultiplyMonomial(a, -1, c)),
            ("encode", () => s.Encoder.Encode(values, p)),
            ("decrypt", () => s.Decryptor.Decrypt(a, decrypted)),
        ];
        Assert.All(operations, o => Assert.True(Allocated(o.Operation) == 0, $"{o.Name} allocated {Allocated(o.Operation)} bytes in {Repetitions} calls."));
    }

    /// <summary>
    /// The least of a few attempts: with two threads the thread pool itself may create a worker on the calling thread, or grow
    /// its queue, but not every time.
    /// </summary>
    private static long Allocated(Action operation)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            operation();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Repetitions; i++) operation();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
