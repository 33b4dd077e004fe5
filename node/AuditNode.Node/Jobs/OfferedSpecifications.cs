using AuditNode.Chain;
using AuditNode.Node.Peers;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>The specifications in the archive, for the institutions that they name.</summary>
/// <param name="archive">The institution's archive.</param>
public sealed class OfferedSpecifications(Archive archive) : IOfferedSpecifications
{
    /// <inheritdoc/>
    public async ValueTask<byte[]?> FindAsync(Bytes32 jobId, Address institution, CancellationToken cancellationToken = default) =>
        await ReadAsync(jobId, cancellationToken).ConfigureAwait(false) is { } found && found.PartyOf(institution) is not null ? found.ToBytes() : null;

    /// <summary>Watches the institutions of all specifications, so that they are let in; addresses that are known stay.</summary>
    /// <param name="directory">Who is let in.</param>
    /// <param name="own">This institution, which is not watched.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WatchAsync(PeerDirectory directory, Address own, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        foreach (Bytes32 jobId in archive.Reader.ListJobs())
        {
            if (await ReadAsync(jobId, cancellationToken).ConfigureAwait(false) is not { } found) continue;
            HashSet<Address> known = [own, .. directory.Institutions];
            foreach (PartySpecification party in found.Parties.Where(party => !known.Contains(party.Institution)))
                directory.Watch(party.Institution, new Uri(party.Endpoint));
        }
    }

    private async ValueTask<JobSpecification?> ReadAsync(Bytes32 jobId, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.Reader.ReadSpecificationAsync(jobId, cancellationToken).ConfigureAwait(false) is { } bytes ? JobSpecification.Parse(bytes) : null;
        }
        catch (Exception e) when (e is RecordFormatException or ArchiveException)
        {
            return null; // Damaged: for ledger fsck to find.
        }
    }
}
