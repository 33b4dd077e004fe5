using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Body of <see cref="MessageKind.ResultReleased"/>.</summary>
/// <param name="Rounds">Rounds that were carried out.</param>
/// <param name="Converged">Whether the centroids moved less than the threshold.</param>
/// <param name="Centroids">The last centroids.</param>
internal sealed record ResultBody(int Rounds, bool Converged, Centroids Centroids)
{
    public byte[] ToBytes() => FieldExtensions.Build(writer =>
    {
        writer.WriteUInt32((uint)Rounds);
        writer.WriteByte(Converged ? (byte)1 : (byte)0);
        CentroidsField.Write(writer, Centroids);
    });

    public static ResultBody Read(ReadOnlySpan<byte> body)
    {
        var reader = new BoundedReader(body);
        var result = new ResultBody((int)reader.ReadInt64("rounds", sizeof(uint), VerticalKMeansJob.RoundLimit), reader.ReadFlag("converged"), CentroidsField.Read(ref reader));
        reader.EnsureEnd();
        return result;
    }

    /// <summary>Most bytes.</summary>
    public static int MaximumLength(VerticalKMeansJob job) => 4 + 1 + 4 + 8 + 8 * job.ClusterCount * job.FeatureCount;
}
