using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Keys;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Api;

/// <summary>Records as archive and anchorer have them.</summary>
/// <param name="anchorer">Knows how far they are.</param>
/// <param name="archive">Has them.</param>
/// <param name="identity">Whose they are.</param>
public sealed class NodeRecords(Anchorer anchorer, Archive archive, NodeIdentity identity) : INodeRecords
{
    /// <inheritdoc/>
    public async Task<BacklogView> BacklogAsync(CancellationToken cancellationToken)
    {
        var status = await anchorer.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return new BacklogView(
            JsonNamingPolicy.KebabCaseLower.ConvertName(status.Chain.ToString()), status.Since, status.Reason, status.Head, status.Pending, status.Submitted,
            status.Included, status.MaximumBacklog, status.IsBacklogFull, status.Final, status.Reorganizations, [.. status.Held.Select(held => held.ToString()!)]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecordView>> ReadAsync(Bytes32 jobId, long first, int count, CancellationToken cancellationToken)
    {
        var records = new List<RecordView>();
        for (var sequence = first; records.Count < count; sequence++)
        {
            if (await archive.Reader.ReadRecordAsync(jobId, identity.Address, sequence, cancellationToken).ConfigureAwait(false) is not { } bytes)
                break;
            var record = OperationRecord.Parse(bytes);
            records.Add(new RecordView(
                jobId.ToString(), record.Sequence, record.Kind, record.Round, record.Hash.ToString(), record.Level.ToString().ToLowerInvariant(),
                record.FinishedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")));
        }
        return records;
    }
}
