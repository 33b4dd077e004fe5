using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Centroids as a field: a 32-bit length and their bytes.</summary>
internal static class CentroidsField
{
    public static void Write(BinaryFieldWriter writer, Centroids centroids)
    {
        byte[] bytes = centroids.ToBytes();
        writer.WriteCount(bytes.Length);
        writer.WriteBytes(bytes);
    }

    public static Centroids Read(ref BoundedReader reader)
    {
        int length = reader.ReadCount("centroids", 0, reader.Remaining, 1);
        try
        {
            return Centroids.FromBytes(reader.ReadBytes("centroids", length));
        }
        catch (ArgumentException e)
        {
            throw new SerializationException("centroids", $"{length} bytes that are no centroids", "k centroids of d features", e.Message);
        }
    }
}
