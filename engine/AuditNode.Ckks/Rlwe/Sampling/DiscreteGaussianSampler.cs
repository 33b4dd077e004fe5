using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Draws integers from the centred discrete Gaussian, Pr[x] proportional to exp(-x² / (2 sigma²)), in constant time: the errors
/// of RLWE.
/// </summary>
/// <remarks>
/// <para>Each sample takes the next 16 bytes of the stream as two little-endian words w0, w1. With u = (w0 mod 2^63) · 2^63 +
/// (w1 mod 2^63), the magnitude is the number of thresholds of the cumulative table of |X| at or below u, and the top bit of
/// w0 is the sign, 1 for negative. A magnitude k above zero has the probability of k and -k together and the sign halves it;
/// zero has its own probability alone and either sign leaves it. So every integer gets the probability it should, up to a
/// statistical distance below 2^-118 for the whole range of sigma.</para>
/// <para>Every sample is compared with every threshold, without a branch or an address that depends on it. A full
/// scan of a cumulative table is how FrodoKEM draws its errors (specification, algorithm Frodo.Sample); the words here are
/// wider.</para>
/// <para>Immutable, and safe for use by several threads at once, each with its own stream.</para>
/// </remarks>
public sealed class DiscreteGaussianSampler
{
    /// <summary>
    /// The error width of the Homomorphic Encryption Security Standard (2018), 8 / sqrt(2 pi), rounded to one decimal:
    /// https://homomorphicencryption.org/standard/.
    /// </summary>
    public const decimal StandardDeviationOfErrors = 3.2m;

    private const decimal MinimumStandardDeviation = 0.5m;
    private const decimal MaximumStandardDeviation = 20m;
    private const int BlockSamples = 256;

    private readonly DiscreteGaussianTable _table;

    /// <summary>Computes the table of a standard deviation, in under a millisecond; keep the sampler for further use.</summary>
    /// <param name="standardDeviation">Sigma, 0.5 to 20, taken exactly.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is outside 0.5 to 20.</exception>
    public DiscreteGaussianSampler(decimal standardDeviation = StandardDeviationOfErrors)
    {
        if (standardDeviation is < MinimumStandardDeviation or > MaximumStandardDeviation)
        {
            throw new ArgumentOutOfRangeException(
                nameof(standardDeviation), standardDeviation, "The standard deviation must be 0.5 to 20.");
        }

        StandardDeviation = standardDeviation;
        BigInteger denominator = BigInteger.Pow(10, standardDeviation.Scale);
        _table = DiscreteGaussianTable.Compute(Numerator(standardDeviation), denominator);
    }

    /// <summary>Sigma, as given.</summary>
    public decimal StandardDeviation { get; }

    /// <summary>The largest magnitude a sample can have: 42 for sigma 3.2. Larger ones have probability below 2^-126 together.</summary>
    public int MaximumMagnitude => _table.High.Length;

    /// <summary>The table behind the samples.</summary>
    internal DiscreteGaussianTable Table => _table;

    /// <summary>Fills a span with independent samples.</summary>
    /// <param name="stream">The source of randomness; each sample takes 16 of its bytes.</param>
    /// <param name="destination">Any length; receives integers of at most <see cref="MaximumMagnitude"/> in magnitude.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public void Fill(RandomStream stream, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<ulong> block = stackalloc ulong[2 * BlockSamples];
        while (!destination.IsEmpty)
        {
            int count = Math.Min(BlockSamples, destination.Length);
            Span<ulong> words = block[..(2 * count)];
            stream.FillWords(words);
            Scan(words, destination[..count]);
            destination = destination[count..];
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(block));
    }

    private void Scan(ReadOnlySpan<ulong> words, Span<double> destination)
    {
        int vectored = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            vectored = destination.Length & ~(Vector512<ulong>.Count - 1);
            ThresholdScan.Vector512Bit(_table, words, destination[..vectored]);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            vectored = destination.Length & ~(Vector256<ulong>.Count - 1);
            ThresholdScan.Vector256Bit(_table, words, destination[..vectored]);
        }

        ThresholdScan.Scalar(_table, words[(2 * vectored)..], destination[vectored..]);
    }

    private static BigInteger Numerator(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        return ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
    }
}
