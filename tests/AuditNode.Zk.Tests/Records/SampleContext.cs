using AuditNode.Zk.Records;

namespace AuditNode.Zk.Tests.Records;

/// <summary>The fields of contexts, each with a value of its own that a test can replace.</summary>
internal sealed record SampleContext
{
    public ulong ChainId { get; init; } = 20261;

    public byte[] Contract { get; init; } = Filled(20, 0xA1);

    public byte[] JobId { get; init; } = Filled(32, 0x0B);

    public byte[] Institution { get; init; } = Filled(20, 0x1C);

    public ulong Sequence { get; init; } = 5;

    public byte[] PreviousHash { get; init; } = Filled(32, 0xD0);

    public byte[] RecordHash { get; init; } = Filled(32, 0xE5);

    public ulong KeyVersion { get; init; } = 1;

    /// <summary>Every way to change one field.</summary>
    public IEnumerable<SampleContext> Neighbours =>
    [
        this with { ChainId = ChainId + 1 },
        this with { Contract = Flipped(Contract) },
        this with { JobId = Flipped(JobId) },
        this with { Institution = Flipped(Institution) },
        this with { Sequence = Sequence + 1 },
        this with { PreviousHash = Flipped(PreviousHash) },
        this with { RecordHash = Flipped(RecordHash) },
    ];

    public RecordContext Record() => new(ChainId, Contract, JobId, Institution, Sequence, PreviousHash, RecordHash);

    public RelationContext Relation() => new(ChainId, Contract, JobId, Institution, Sequence, PreviousHash, RecordHash);

    public BatchContext Batch() => new(ChainId, Contract, JobId, Institution, Sequence, PreviousHash, RecordHash);

    public KeyContext Key() => new(ChainId, Contract, Institution, KeyVersion);

    public static byte[] Filled(int length, byte value) => [.. Enumerable.Repeat(value, length)];

    private static byte[] Flipped(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];
}
