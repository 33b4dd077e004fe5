using AuditNode.Records.Operations;

namespace AuditNode.Records.Tests.Operations;

/// <summary>Records with everything that records can have.</summary>
internal static class RandomRecord
{
    public static OperationRecord Create(TestInputs inputs) => new()
    {
        ChainId = inputs.Int64(1, (1L << 53) - 1),
        Ledger = inputs.Address(),
        JobId = inputs.Word(),
        Institution = inputs.Address(),
        Sequence = inputs.Int64(0, OperationRecord.MaximumSequence),
        Kind = inputs.Label(),
        Round = inputs.Int32(1000),
        PreviousRecordHash = inputs.Word(),
        StartedAt = Time(inputs.Int64(0, 1_000_000_000_000)),
        FinishedAt = Time(inputs.Int64(1_000_000_000_000, 4_000_000_000_000)),
        Inputs = Artifacts(inputs),
        Outputs = Artifacts(inputs),
        Parameters = Enumerable.Range(0, inputs.Int32(5)).ToDictionary(i => $"{inputs.Label()}.{i}", _ => inputs.Text()),
        Leakage = inputs.Label(),
        Privacy = inputs.Int32(2) == 0 ? null : new RecordPrivacy(inputs.Label(), inputs.UInt64(), 1 / (1.0 + inputs.Int32(1_000_000) + 1)),
        Counterparty = inputs.Int32(3) switch
        {
            0 => null,
            1 => new RecordCounterparty(inputs.Address()),
            _ => new RecordCounterparty(inputs.Address(), inputs.Word()),
        },
        Commitments = Enumerable.Range(0, inputs.Int32(5)).ToDictionary(i => $"{inputs.Label()}.{i}", _ => (ReadOnlyMemory<byte>)inputs.Bytes(64)),
        Level = inputs.Int32(2) == 0 ? RecordLevel.Attribution : RecordLevel.Relation,
        Salt = inputs.Word(),
    };

    /// <summary>A record in a stream of a job.</summary>
    public static OperationRecord InStream(TestInputs inputs, Chain.Bytes32 jobId, Chain.Address institution, long sequence, params IReadOnlyList<ArtifactReference> outputs) =>
        Create(inputs) with { JobId = jobId, Institution = institution, Sequence = sequence, Inputs = [], Outputs = outputs };

    private static ArtifactReference[] Artifacts(TestInputs inputs) =>
        [.. Enumerable.Range(0, inputs.Int32(5)).Select(_ => new ArtifactReference(inputs.Label(), inputs.Word(), inputs.Int64(0, (1L << 53) - 1)))];

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
