using System.Buffers.Binary;
using System.Numerics;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Proofs;

/// <summary>Reads lists of integers as artifacts of vertical k-means hold them (docs/vertical-kmeans.md, "Messages").</summary>
internal static class ReleasedSums
{
    private const int MaximumCount = Centroids.MaximumClusters * (Centroids.MaximumFeatures + 1);

    /// <summary>A count of 4 bytes, and of each integer its length, 1 byte, and its two's complement, least significant byte first.</summary>
    /// <exception cref="StorageException">The bytes are something else.</exception>
    public static IReadOnlyList<BigInteger> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(int)) throw Damaged();
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        ReadOnlySpan<byte> rest = bytes[sizeof(int)..];
        if (count is < 0 or > MaximumCount || count > rest.Length / 2) throw Damaged();
        var sums = new BigInteger[count];
        for (int i = 0; i < count; i++)
        {
            if (rest.Length < 2 || rest[0] == 0 || rest.Length <= rest[0]) throw Damaged();
            sums[i] = new BigInteger(rest.Slice(1, rest[0]));
            rest = rest[(1 + rest[0])..];
        }

        return rest.IsEmpty ? sums : throw Damaged();
    }

    private static StorageException Damaged() => new("A list of released integers is not in its form; the artifact was changed.");
}
