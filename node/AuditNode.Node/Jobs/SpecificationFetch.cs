using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Node.Peers;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Fetches the specification of a job from the node of the institution that proposed it, over the connection that all messages between nodes
/// take: the certificate is that of the registry. What comes counts only if its SHA-256 is that of the chain.
/// </summary>
/// <param name="chain">The contracts.</param>
/// <param name="store">Where specifications are kept.</param>
/// <param name="peers">Who is where.</param>
/// <param name="client">Asks.</param>
public sealed class SpecificationFetch(JobChain chain, SpecificationStore store, PeerDirectory peers, PeerClient client)
{
    private const string Remedy =
        "give the address of the proposer's node (--from https://HOST:PORT), try again when it runs, or give the file that was proposed (--specification FILE)";

    /// <summary>Has the specification of a job at hand.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="from">Where the proposer's node listens; null for what earlier jobs say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobRefusedException">There is no such job, this institution is no party of it, or the specification cannot be had; with the remedy.</exception>
    public async Task RequireAsync(Bytes32 jobId, Uri? from, CancellationToken cancellationToken = default)
    {
        JobRegistry.Job job = await chain.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        if (await store.FindAsync(jobId, job.Spec.SpecHash, cancellationToken).ConfigureAwait(false) is not null) return;
        if (!job.Spec.Parties.Contains(chain.Institution)) throw SpecificationCheck.NotParty(chain.Institution);
        await store.FetchAsync(jobId, job.Spec.SpecHash, job.Proposer, (_, _, _, token) => AskAsync(jobId, job.Proposer, from, token), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<byte[]?> AskAsync(Bytes32 jobId, Address proposer, Uri? from, CancellationToken cancellationToken)
    {
        if (proposer == chain.Institution) throw Missing("this institution proposed it itself, and does not have it any more");
        try
        {
            if (!peers.Institutions.Contains(proposer))
            {
                if (from is null) throw Missing($"no earlier job says where the node of its proposer {proposer} listens");
                peers.Watch(proposer, from);
            }

            return await client.ReadSpecificationAsync(proposer, jobId, from, JobSpecification.MaximumByteCount, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new JobRefusedException(JobRefusal.SpecificationMissing, "from", $"'{from}' is no address of a node", "https://HOST:PORT", Remedy, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or PeerUnknownException or PeerAnswerException or ObjectDisposedException)
        {
            throw Missing(e.Message.ReplaceLineEndings(" ").TrimEnd('.'), e);
        }
    }

    private static JobRefusedException Missing(string why, Exception? inner = null) => new(
        JobRefusal.SpecificationMissing, "specification", $"it is not at hand and could not be fetched: {why}", "the canonical bytes that were proposed", Remedy, inner);
}
