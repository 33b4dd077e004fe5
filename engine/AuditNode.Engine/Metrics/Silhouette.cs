using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Metrics;

/// <summary>
/// The mean silhouette (b - a) / max(a, b) of records: a is the mean distance to the others of the same cluster, b the least mean distance to
/// the records of another cluster. Records alone in their cluster count 0.
/// </summary>
/// <param name="Value">From -1 to 1.</param>
/// <param name="RecordCount">Records over which it was computed.</param>
/// <param name="IsSampled">Whether those are a random part of all records, or all.</param>
/// <remarks>P. J. Rousseeuw, Journal of Computational and Applied Mathematics 20, 1987.</remarks>
public sealed record Silhouette(double Value, int RecordCount, bool IsSampled)
{
    /// <summary>Records up to which it is exact: the cost is quadratic.</summary>
    public const int DefaultSampleSize = 5000;

    /// <summary>
    /// Computes it over all records, or over a random sample without repetition where there are more than the sample size: distances are then
    /// those within the sample.
    /// </summary>
    /// <param name="records">n records of d features.</param>
    /// <param name="clusters">The cluster of each, at least two different ones.</param>
    /// <param name="seed">32 bytes that choose the sample.</param>
    /// <param name="sampleSize">At least 2.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is one cluster only (in the sample), or records differ in length.</exception>
    public static Silhouette Compute(IReadOnlyList<double[]> records, IReadOnlyList<int> clusters, ReadOnlySpan<byte> seed, int sampleSize = DefaultSampleSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleSize, 2);
        if (records.Count != clusters.Count) throw new ArgumentException($"There are {records.Count} records and {clusters.Count} clusters.", nameof(clusters));
        bool sampled = records.Count > sampleSize;
        int[] chosen = sampled ? Sample(records.Count, sampleSize, seed) : [.. Enumerable.Range(0, records.Count)];
        int[] labels = [.. chosen.Select(r => clusters[r]).Distinct().Order()];
        if (labels.Length < 2) throw new ArgumentException("There must be at least two clusters.", nameof(clusters));
        if (chosen.Any(r => records[r].Length != records[chosen[0]].Length)) throw new ArgumentException("Records differ in length.", nameof(records));
        int[] members = [.. chosen.Select(r => Array.BinarySearch(labels, clusters[r]))];
        var sizes = new int[labels.Length];
        foreach (int cluster in members) sizes[cluster]++;
        double total = 0;
        var distances = new double[labels.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            if (sizes[members[i]] == 1) continue;
            distances.AsSpan().Clear();
            for (int j = 0; j < chosen.Length; j++) distances[members[j]] += Distance(records[chosen[i]], records[chosen[j]]);
            total += Width(distances, sizes, members[i]);
        }

        return new Silhouette(total / chosen.Length, chosen.Length, sampled);
    }

    private static double Width(ReadOnlySpan<double> distances, ReadOnlySpan<int> sizes, int own)
    {
        double inside = distances[own] / (sizes[own] - 1), outside = double.PositiveInfinity;
        for (int c = 0; c < sizes.Length; c++)
        {
            if (c != own) outside = Math.Min(outside, distances[c] / sizes[c]);
        }

        double largest = Math.Max(inside, outside);
        return largest == 0 ? 0 : (outside - inside) / largest;
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double square = 0;
        for (int f = 0; f < a.Length; f++) square += (a[f] - b[f]) * (a[f] - b[f]);
        return Math.Sqrt(square);
    }

    // The first places of a Fisher-Yates shuffle. The bias of the remainder, below 2^-32, is of no weight here.
    private static int[] Sample(int count, int size, ReadOnlySpan<byte> seed)
    {
        using var stream = new RandomStream(seed, "silhouette sample");
        int[] order = [.. Enumerable.Range(0, count)];
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        for (int i = 0; i < size; i++)
        {
            stream.Fill(bytes);
            int j = i + (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)(count - i));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order[..size];
    }
}
