using AuditNode.Node.Journal;

namespace AuditNode.Node.Anchoring;

/// <summary>Consecutive records that go to the ledger in one transaction: any number of plain ones, or one with a relation.</summary>
/// <param name="Records">The records, in order; at least one.</param>
/// <param name="IsClosed">Whether waiting would not make it longer: it is full, or a relation follows, or it is one.</param>
internal sealed record RecordBatch(IReadOnlyList<RecordRow> Records, bool IsClosed)
{
    /// <summary>The longest batch at the beginning of what waits.</summary>
    /// <param name="waiting">Consecutive records, at least one; one more than the maximum is enough.</param>
    /// <param name="maximum">Records in a batch at most.</param>
    public static RecordBatch First(IReadOnlyList<RecordRow> waiting, int maximum)
    {
        if (waiting[0].Relation is not null) return new RecordBatch([waiting[0]], IsClosed: true);
        RecordRow[] plain = [.. waiting.TakeWhile(record => record.Relation is null).Take(maximum)];
        return new RecordBatch(plain, IsClosed: plain.Length == maximum || plain.Length < waiting.Count);
    }
}
