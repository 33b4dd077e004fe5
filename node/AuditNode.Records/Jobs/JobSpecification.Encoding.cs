using AuditNode.Records.Canonical;

namespace AuditNode.Records.Jobs;

/// <content>Canonical bytes.</content>
public sealed partial record JobSpecification
{
    /// <summary>The canonical bytes.</summary>
    /// <exception cref="RecordFormatException">A member is out of its range.</exception>
    public byte[] ToBytes()
    {
        Validate();
        byte[] bytes = ToValue().ToBytes();
        return bytes.Length <= MaximumByteCount
            ? bytes
            : throw new RecordFormatException("$", $"The specification has {bytes.Length} bytes; at most {MaximumByteCount} are allowed.");
    }

    /// <summary>Reads canonical bytes, and refuses everything else.</summary>
    /// <param name="bytes">Bytes of untrusted origin.</param>
    /// <exception cref="RecordFormatException">They are no specification in canonical form; the member and what is wrong.</exception>
    public static JobSpecification Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new MemberReader(CanonicalReader.ReadObject(bytes, MaximumByteCount));
        reader.Schema(Schema);
        var specification = new JobSpecification
        {
            Name = reader.Text("name"),
            Protocol = reader.Text("protocol"),
            Parties = [.. reader.Items("parties", MaximumParties).Select((item, i) => PartySpecification.Read(item, $"parties[{i}]"))],
            Records = (int)reader.Integer("records", 0, int.MaxValue),
            Clusters = (int)reader.Integer("clusters", 0, int.MaxValue),
            Start = JobStart.Read(reader.Object("start")),
            Rounds = (int)reader.Integer("rounds", 0, int.MaxValue),
            Threshold = Decimal(reader, "threshold"),
            NoiseMode = ReadNoiseMode(reader.Text("noiseMode")),
            RhoUnits = DecimalText.ReadUnits("rho", reader.Text("rho")),
            Delta = Decimal(reader, "delta"),
            SignDegree = (int)reader.Integer("signDegree", 0, int.MaxValue),
            SignGap = Decimal(reader, "signGap"),
            SmallClusterThreshold = Decimal(reader, "smallClusterThreshold"),
            AssignmentReceivers = [.. reader.Items("assignmentReceivers", MaximumParties).Select(ReadReceiver)],
            FloodingBits = (int)reader.Integer("floodingBits", 0, int.MaxValue),
            NoiseCandidates = (int)reader.Integer("noiseCandidates", 0, int.MaxValue),
            BeaconDepth = (int)reader.Integer("beaconDepth", 0, int.MaxValue),
            Salt = reader.Word("salt"),
            Leakage = reader.Text("leakage"),
        };
        reader.End();
        return specification.ToBytes().AsSpan().SequenceEqual(bytes)
            ? specification
            : throw new RecordFormatException("$", "The bytes are not the canonical form of the specification; lists of roles are in alphabetical order.");
    }

    private CanonicalObject ToValue() => new MemberWriter()
        .Add("schema", Schema)
        .Add("name", Name)
        .Add("protocol", Protocol)
        .Add("parties", Parties.Select(party => party.ToValue()))
        .Add("records", Records)
        .Add("clusters", Clusters)
        .Add("start", Start.ToValue())
        .Add("rounds", Rounds)
        .Add("threshold", DecimalText.Write(Threshold))
        .Add("noiseMode", WriteNoiseMode(NoiseMode))
        .Add("rho", RhoUnits.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .Add("delta", DecimalText.Write(Delta))
        .Add("signDegree", SignDegree)
        .Add("signGap", DecimalText.Write(SignGap))
        .Add("smallClusterThreshold", DecimalText.Write(SmallClusterThreshold))
        .Add("assignmentReceivers", AssignmentReceivers.Select(receiver => new CanonicalText(receiver)))
        .Add("floodingBits", FloodingBits)
        .Add("noiseCandidates", NoiseCandidates)
        .Add("beaconDepth", BeaconDepth)
        .Add("salt", Salt)
        .Add("leakage", Leakage)
        .ToObject();

    private static double Decimal(MemberReader reader, string name) => DecimalText.Read(name, reader.Text(name));

    private static string ReadReceiver(CanonicalValue value, int index) =>
        (value as CanonicalText)?.Value ?? throw new RecordFormatException($"assignmentReceivers[{index}]", "It must be the name of a party.");

    private static string WriteNoiseMode(JobNoiseMode mode) => mode switch
    {
        JobNoiseMode.Mutual => "mutual",
        JobNoiseMode.Paper => "paper",
        _ => "none",
    };

    private static JobNoiseMode ReadNoiseMode(string text) => text switch
    {
        "mutual" => JobNoiseMode.Mutual,
        "paper" => JobNoiseMode.Paper,
        "none" => JobNoiseMode.None,
        _ => throw new RecordFormatException("noiseMode", "It must be 'mutual', 'paper' or 'none'."),
    };
}
