using System.Numerics;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Vectors of slots: reproducible inputs, and the operations in the clear that the encrypted ones are compared with.</summary>
internal static class SlotVector
{
    /// <summary>Complex values of magnitude at most 1.</summary>
    public static Complex[] Random(int count, ulong seed)
    {
        double[] parts = TestVectors.Reals(2 * count, seed);
        var values = new Complex[count];
        for (int i = 0; i < count; i++) values[i] = new Complex(parts[2 * i] * 0.7, parts[2 * i + 1] * 0.7);
        return values;
    }

    public static Complex[] Combine(Complex[] a, Complex[] b, Func<Complex, Complex, Complex> operation) =>
        [.. a.Zip(b, operation)];

    public static Complex[] Map(Complex[] a, Func<Complex, Complex> operation) => Array.ConvertAll(a, x => operation(x));

    public static Complex[] Rotate(Complex[] a, int steps)
    {
        int n = a.Length, left = (steps % n + n) % n;
        return [.. a[left..], .. a[..left]];
    }

    /// <summary>Slot j becomes the sum of slots j to j + count - 1.</summary>
    public static Complex[] SumSlots(Complex[] a, int count)
    {
        Complex[] sum = a;
        for (int step = 1; step < count; step *= 2) sum = Combine(sum, Rotate(sum, step), (x, y) => x + y);
        return sum;
    }

    /// <summary>Largest magnitude of a difference.</summary>
    public static double Distance(Complex[] a, Complex[] b)
    {
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = Complex.Abs(a[i] - b[i]);
            if (!(difference <= largest)) largest = difference; // NaN is kept
        }

        return largest;
    }
}
