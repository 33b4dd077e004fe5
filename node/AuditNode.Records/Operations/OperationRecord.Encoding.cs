using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <content>Canonical bytes.</content>
public sealed partial record OperationRecord
{
    /// <summary>The canonical bytes.</summary>
    /// <exception cref="RecordFormatException">A member is out of its range, or the record is too long.</exception>
    public byte[] ToBytes()
    {
        Validate();
        byte[] bytes = ToValue().ToBytes();
        return bytes.Length <= MaximumByteCount
            ? bytes
            : throw new RecordFormatException("$", $"The record has {bytes.Length} bytes; at most {MaximumByteCount} are allowed. Put lists into a manifest, and values into artifacts.");
    }

    /// <summary>Reads canonical bytes, and refuses everything else.</summary>
    /// <param name="bytes">Bytes of untrusted origin.</param>
    /// <exception cref="RecordFormatException">They are no record in canonical form; the member and what is wrong.</exception>
    public static OperationRecord Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new MemberReader(CanonicalReader.ReadObject(bytes, MaximumByteCount));
        reader.Schema(Schema);
        var record = new OperationRecord
        {
            ChainId = reader.Integer("chainId", 1, CanonicalValue.MaximumInteger),
            Ledger = reader.Address("ledger"),
            JobId = reader.Word("jobId"),
            Institution = reader.Address("institution"),
            Sequence = reader.Integer("sequence", 0, MaximumSequence),
            Kind = reader.Text("kind"),
            Round = (int)reader.Integer("round", 0, int.MaxValue),
            PreviousRecordHash = reader.Word("previousRecordHash"),
            StartedAt = RecordText.ReadTime("startedAt", reader.Text("startedAt")),
            FinishedAt = RecordText.ReadTime("finishedAt", reader.Text("finishedAt")),
            Inputs = [.. reader.Items("inputs", MaximumArtifacts).Select((item, i) => ArtifactReference.Read(item, $"inputs[{i}]"))],
            Outputs = [.. reader.Items("outputs", MaximumArtifacts).Select((item, i) => ArtifactReference.Read(item, $"outputs[{i}]"))],
            Parameters = RecordMaps.ReadParameters(reader),
            Leakage = reader.Text("leakage"),
            Privacy = reader.Has("privacy") ? RecordPrivacy.Read(reader.Object("privacy")) : null,
            Counterparty = reader.Has("counterparty") ? RecordCounterparty.Read(reader.Object("counterparty")) : null,
            Commitments = RecordMaps.ReadCommitments(reader.PathOf("commitments"), reader.Members("commitments", MaximumCommitments)),
            Level = ReadLevel(reader.Text("level")),
            Salt = reader.Word("salt"),
        };
        reader.End();
        // What was read is written again: no second form may pass, whatever the reader overlooks.
        return record.ToBytes().AsSpan().SequenceEqual(bytes)
            ? record
            : throw new RecordFormatException("$", "The bytes are not the canonical form of the record.");
    }

    private CanonicalObject ToValue()
    {
        MemberWriter writer = new MemberWriter()
            .Add("schema", Schema)
            .Add("chainId", ChainId)
            .Add("ledger", Ledger)
            .Add("jobId", JobId)
            .Add("institution", Institution)
            .Add("sequence", Sequence)
            .Add("kind", Kind)
            .Add("round", Round)
            .Add("previousRecordHash", PreviousRecordHash)
            .Add("startedAt", RecordText.WriteTime(StartedAt))
            .Add("finishedAt", RecordText.WriteTime(FinishedAt))
            .Add("inputs", Inputs.Select(input => input.ToValue()))
            .Add("outputs", Outputs.Select(output => output.ToValue()))
            .Add("parameters", RecordMaps.WriteParameters(Parameters))
            .Add("leakage", Leakage)
            .Add("commitments", RecordMaps.WriteCommitments(Commitments))
            .Add("level", Level == RecordLevel.Relation ? "relation" : "attribution")
            .Add("salt", Salt);
        if (Privacy is not null) writer.Add("privacy", Privacy.ToValue());
        if (Counterparty is not null) writer.Add("counterparty", Counterparty.ToValue());
        return writer.ToObject();
    }

    private static RecordLevel ReadLevel(string text) => text switch
    {
        "attribution" => RecordLevel.Attribution,
        "relation" => RecordLevel.Relation,
        _ => throw new RecordFormatException("level", "It must be 'attribution' or 'relation'."),
    };
}
