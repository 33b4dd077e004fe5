using AuditNode.Chain;
using AuditNode.Node.Journal;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Anchoring;

/// <summary>
/// The steps of a transaction and what each means for the records or the charge that it carries. Each runs inside one commit. The ledger takes
/// records in order, so a step that comes before its predecessor's changes nothing; the stream is then compared with the ledger.
/// </summary>
internal static class SubmissionTransitions
{
    /// <summary>It is in a block.</summary>
    public static void Include(SqliteConnection connection, LiveSubmission live, Receipt receipt)
    {
        SubmissionRow.Include(connection, live.Id, receipt);
        if (live.Records is not { } records || !receipt.Succeeded) return;
        StreamRow stream = StreamRow.Find(connection, records.Stream);
        if (stream.Included < records.First) return;
        long end = Math.Max(stream.Included, records.First + records.Count);
        (stream with { Included = end, Submitted = Math.Max(stream.Submitted, end) }).Save(connection);
    }

    /// <summary>Its block has left the chain; the sender sends it again.</summary>
    public static void Exclude(SqliteConnection connection, LiveSubmission live)
    {
        SubmissionRow.Exclude(connection, live.Id);
        if (live.Records is not { } records) return;
        StreamRow stream = StreamRow.Find(connection, records.Stream);
        (stream with { Included = Math.Min(stream.Included, records.First), Final = Math.Min(stream.Final, records.First) }).Save(connection);
    }

    /// <summary>Its block is deep enough.</summary>
    public static void Finalize(SqliteConnection connection, LiveSubmission live)
    {
        SubmissionRow.Settle(connection, live.Id, SubmissionStatus.Final);
        if (live.Purpose == SubmissionRow.Charge) ChargeRow.Set(connection, live.Id, ChargeStatus.Paid);
        if (live.Records is not { } records) return;
        StreamRow stream = StreamRow.Find(connection, records.Stream);
        long end = records.First + records.Count;
        if (stream.Final >= records.First && stream.Included >= end) (stream with { Final = Math.Max(stream.Final, end) }).Save(connection);
    }

    /// <summary>It had no effect, or lost it: what it carried is to be sent again.</summary>
    public static void Lose(SqliteConnection connection, long id, string purpose, (long Stream, long First, int Count)? carried)
    {
        SubmissionRow.Settle(connection, id, SubmissionStatus.Lost);
        if (purpose == SubmissionRow.Charge) ChargeRow.Set(connection, id, ChargeStatus.Due);
        if (carried is { } records) StreamRow.Find(connection, records.Stream).BackTo(records.First).Save(connection);
    }
}
