using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Commands;

/// <summary>Where other institutions' nodes listen, as the specifications in the archive say.</summary>
internal static class KnownPeers
{
    /// <summary>Names and endpoints; empty where no job is known.</summary>
    public static async Task<IReadOnlyDictionary<string, Uri>> ReadAsync(
        NodeOptions options, CancellationToken cancellationToken)
    {
        var own = KeySummary.ReadAddress(new KeyFiles(options.Directory).Account);
        var peers = new SortedDictionary<string, Uri>(StringComparer.Ordinal);
        var archive = new ArchiveFolder(options.Directory.Archive); // the node that runs has it open for writing
        foreach (var jobId in archive.ListJobs())
        {
            if (await archive.ReadSpecificationAsync(jobId, cancellationToken).ConfigureAwait(false) is not { } bytes)
                continue;
            try
            {
                foreach (var party in JobSpecification.Parse(bytes).Parties.Where(party => party.Institution != own))
                    peers[$"{party.Name} {party.Institution}"] = new Uri(party.Endpoint);
            }
            catch (RecordFormatException)
            {
                // Damaged: for ledger fsck to find.
            }
        }
        return peers;
    }
}
