using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Peers;

/// <summary>
/// Binds a message to the record that came with it: a receiver acts only on bytes that their sender has put its name to. What has to be named
/// is the body of the message, without the engine's header, as it is in operations.
/// </summary>
internal static class RecordBinding
{
    /// <summary>Reads a record and checks whose it is.</summary>
    /// <returns>Null where there is none and none is needed.</returns>
    /// <exception cref="RefusedException">It is missing, cannot be read, or is of something else.</exception>
    public static OperationRecord? Check(PeerJob job, WireHeader header, MessageRule rule)
    {
        if (header.Record.IsEmpty)
            return rule.NeedsRecord ? throw new RefusedException(RefusalReason.RecordMissing, $"{header.Kind} must come with its sender's record") : null;
        OperationRecord record;
        try
        {
            record = OperationRecord.Parse(header.Record.Span);
        }
        catch (RecordFormatException e)
        {
            throw new RefusedException(RefusalReason.RecordMalformed, $"the record of {header.Kind} is not canonical, see its member '{Printable(e.Member)}'", e);
        }

        if (record.Institution != job.Parties[header.Message.From])
            throw new RefusedException(RefusalReason.RecordOfAnotherInstitution, $"the record is that of {record.Institution}");
        if (record.JobId != job.JobId) throw new RefusedException(RefusalReason.RecordOfAnotherJob, $"the record is of job {record.JobId}");
        if (job.ChainId is { } chain && record.ChainId != chain) throw new RefusedException(RefusalReason.RecordOfAnotherJob, $"the record is for chain {record.ChainId}, not {chain}");
        if (job.Ledger is { } ledger && record.Ledger != ledger) throw new RefusedException(RefusalReason.RecordOfAnotherJob, $"the record is for ledger {record.Ledger}, not {ledger}");
        if (record.Counterparty is { } other && other.Institution != job.Institution)
            throw new RefusedException(RefusalReason.PayloadNotInRecord, $"the record is of a message to {other.Institution}");
        return record;
    }

    /// <summary>Checks that the record names the bytes.</summary>
    /// <exception cref="RefusedException">It does not.</exception>
    public static void RequireNamed(OperationRecord record, Bytes32 bodySha256, long bodyLength)
    {
        bool Names(ArtifactReference artifact) => artifact.Sha256 == bodySha256 && artifact.ByteCount == bodyLength;
        if (!record.Outputs.Any(Names))
            throw new RefusedException(RefusalReason.PayloadNotInRecord, $"record {record.Sequence} has no output {bodySha256} of {bodyLength} bytes");
    }

    // A member's path may repeat names that the peer chose.
    private static string Printable(string member) =>
        string.Concat(member.Take(64).Select(letter => letter is > ' ' and <= '~' ? letter : '?'));
}
