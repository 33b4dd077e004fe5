using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Canonical bytes.</content>
public sealed partial record VerticalKMeansJob
{
    private const uint Magic = 0x4a564e41; // "ANVJ"

    private const ushort Version = 2;

    /// <summary>The job in its one serialised form (docs/vertical-kmeans.md).</summary>
    /// <exception cref="InvalidJobException">A field is out of its range.</exception>
    public byte[] ToBytes()
    {
        Validate();
        return FieldExtensions.Build(writer =>
        {
            writer.WriteUInt32(Magic);
            writer.WriteUInt16(Version);
            writer.WriteText(Id);
            writer.WriteCount(Parties.Count);
            foreach (JobParty party in Parties)
            {
                writer.WriteText(party.Name);
                writer.WriteByte((byte)party.Role);
                writer.WriteCount(party.Columns.Count);
                foreach (JobColumn column in party.Columns)
                {
                    writer.WriteText(column.Name);
                    writer.WriteDouble(column.Minimum);
                    writer.WriteDouble(column.Maximum);
                }
            }

            writer.WriteUInt32((uint)Records);
            CentroidsField.Write(writer, Start);
            writer.WriteUInt32((uint)MaximumRounds);
            writer.WriteDouble(MovementThreshold);
            writer.WriteByte((byte)NoiseMode);
            writer.WriteUInt64((ulong)Rho.Units);
            writer.WriteDouble(Delta);
            writer.WriteByte((byte)SignDegree);
            writer.WriteDouble(SignGap);
            writer.WriteDouble(SmallClusterThreshold);
            writer.WriteCount(AssignmentReceivers.Count);
            foreach (string receiver in AssignmentReceivers) writer.WriteText(receiver);
            writer.WriteByte((byte)FloodingBits);
            writer.WriteByte((byte)NoiseCandidates);
        });
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote, and checks every field.</summary>
    /// <param name="bytes">The bytes and nothing else.</param>
    /// <exception cref="SerializationException">The bytes are not in that form.</exception>
    /// <exception cref="InvalidJobException">A field is out of its range.</exception>
    public static VerticalKMeansJob FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new BoundedReader(bytes);
        uint magic = reader.ReadUInt32("magic");
        ushort version = reader.ReadUInt16("version");
        if (magic != Magic || version != Version)
            throw new SerializationException("magic", $"{magic:x8}, version {version}", $"{Magic:x8}, version {Version}", "Give the bytes of a job of this version.");
        string id = reader.ReadText("id");
        var parties = new JobParty[reader.ReadCount("parties", 0, MaximumParties, 7)];
        for (int i = 0; i < parties.Length; i++) parties[i] = ReadParty(ref reader);
        var job = new VerticalKMeansJob
        {
            Id = id,
            Parties = parties,
            Records = (int)Math.Min(reader.ReadUInt32("records"), int.MaxValue),
            Start = CentroidsField.Read(ref reader),
            MaximumRounds = (int)Math.Min(reader.ReadUInt32("rounds"), int.MaxValue),
            MovementThreshold = reader.ReadDouble("movement threshold"),
            NoiseMode = (NoiseMode)reader.ReadByte("noise mode"),
            Rho = new Rho(reader.ReadUInt64("rho")),
            Delta = reader.ReadDouble("delta"),
            SignDegree = reader.ReadByte("sign degree"),
            SignGap = reader.ReadDouble("sign gap"),
            SmallClusterThreshold = reader.ReadDouble("small cluster threshold"),
            AssignmentReceivers = ReadReceivers(ref reader),
            FloodingBits = reader.ReadByte("flooding bits"),
            NoiseCandidates = reader.ReadByte("noise candidates"),
        };
        reader.EnsureEnd();
        job.Validate();
        return job;
    }

    private static JobParty ReadParty(ref BoundedReader reader)
    {
        string name = reader.ReadText("party");
        var role = (PartyRole)reader.ReadByte("role");
        var columns = new JobColumn[reader.ReadCount("columns", 0, Centroids.MaximumFeatures, 18)];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = new JobColumn(reader.ReadText("column"), reader.ReadDouble("minimum"), reader.ReadDouble("maximum"));
        return new JobParty(name, role, columns);
    }

    private static string[] ReadReceivers(ref BoundedReader reader)
    {
        var receivers = new string[reader.ReadCount("receivers", 0, MaximumParties, 2)];
        for (int i = 0; i < receivers.Length; i++) receivers[i] = reader.ReadText("receiver");
        return receivers;
    }
}
