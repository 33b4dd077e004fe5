using System.Buffers.Binary;
using AuditNode.Engine.Clustering;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>A number as a seed of what is public: starting centroids and the noise of simulations.</summary>
internal static class PublicSeed
{
    /// <summary>The number, followed by zeros.</summary>
    public static byte[] Of(ulong number)
    {
        var seed = new byte[SpacedStart.SeedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(seed, number);
        return seed;
    }
}
