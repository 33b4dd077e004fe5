using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// Starting centroids that depend on no data: k points of the box, at least 2a from each other and a from its faces, for the largest a that a
/// search finds. They are a public function of a public seed, computed in integers: every party finds the same bits.
/// </summary>
/// <remarks>Su, Cao, Li, Bertino and Jin, Differentially private k-means clustering, CODASPY 2016, section 3.2 (sphere packing).</remarks>
public static class SpacedStart
{
    /// <summary>The bytes of a seed.</summary>
    public const int SeedLength = RandomStream.SeedLength;

    /// <summary>Attempts at a point before a radius is given up.</summary>
    public const int AttemptsPerPoint = 100;

    // Points lie on the multiples of 2^-20: squared distances in up to 1,024 dimensions are below 2^53.
    private const int GridBits = 20;
    private const long One = 1L << GridBits;

    /// <summary>Chooses the centroids.</summary>
    /// <param name="clusters">k, from 2 to <see cref="Centroids.MaximumClusters"/>.</param>
    /// <param name="features">d, from 1 to <see cref="Centroids.MaximumFeatures"/>.</param>
    /// <param name="seed">Exactly 32 bytes, public.</param>
    /// <param name="index">Which of the seed's starts.</param>
    /// <exception cref="ArgumentException">The seed has not 32 bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public static Centroids Create(int clusters, int features, ReadOnlySpan<byte> seed, ulong index = 0)
    {
        if (clusters is < 2 or > Centroids.MaximumClusters)
            throw new ArgumentOutOfRangeException(nameof(clusters), clusters, $"There must be 2 to {Centroids.MaximumClusters} clusters.");
        if (features is < 1 or > Centroids.MaximumFeatures)
            throw new ArgumentOutOfRangeException(nameof(features), features, $"There must be 1 to {Centroids.MaximumFeatures} features.");
        using var stream = new RandomStream(seed, "spaced starting centroids", index);
        var points = new long[clusters * features];
        var found = new long[clusters * features];
        long low = 0, high = One; // A radius of 0 always succeeds; one of 2^20 leaves a single point.
        if (!Place(points, clusters, features, 0, stream)) throw new InvalidOperationException("Points without a distance can always be placed.");
        points.CopyTo(found, 0);
        while (high - low > 1)
        {
            long radius = (low + high) / 2;
            if (Place(points, clusters, features, radius, stream))
            {
                points.CopyTo(found, 0);
                low = radius;
            }
            else
            {
                high = radius;
            }
        }

        return new Centroids(clusters, features, [.. found.Select(x => x << (Centroids.FractionBits - GridBits))]);
    }

    private static bool Place(Span<long> points, int clusters, int features, long radius, RandomStream stream)
    {
        for (int i = 0; i < clusters; i++)
        {
            int attempt = 0;
            do
            {
                if (attempt++ == AttemptsPerPoint) return false;
                for (int f = 0; f < features; f++) points[i * features + f] = Draw(One - radius, stream);
            }
            while (!IsApart(points, i, features, 4 * radius * radius));
        }

        return true;
    }

    private static bool IsApart(ReadOnlySpan<long> points, int last, int features, long leastSquare)
    {
        for (int i = 0; i < last; i++)
        {
            long square = 0;
            for (int f = 0; f < features; f++)
            {
                long difference = points[i * features + f] - points[last * features + f];
                square += difference * difference;
            }

            if (square < leastSquare) return false;
        }

        return true;
    }

    // Uniform on -bound ... bound but for a bias below 2^-43, which matters to nobody: the points are public.
    private static long Draw(long bound, RandomStream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        stream.Fill(bytes);
        return (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)(2 * bound + 1)) - bound;
    }
}
