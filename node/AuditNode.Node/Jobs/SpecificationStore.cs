using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>Asks another institution's node for a specification.</summary>
/// <param name="jobId">The job.</param>
/// <param name="specHash">SHA-256 that the bytes must have; whoever asks checks it.</param>
/// <param name="proposer">The institution that proposed the job.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>Null where the institution cannot be asked or does not have it.</returns>
public delegate ValueTask<byte[]?> SpecificationRequest(Bytes32 jobId, Bytes32 specHash, Address proposer, CancellationToken cancellationToken);

/// <summary>
/// Specifications that are at hand: those in the archive, and those that were given by file or proposed and have no job yet. Bytes are only
/// ever taken if they have the hash that stands on the chain. Safe for concurrent use.
/// </summary>
/// <param name="archive">The institution's archive.</param>
/// <param name="pending">Where specifications wait for their job, under their hash.</param>
public sealed class SpecificationStore(Archive archive, ICheckpointStore pending)
{
    /// <summary>Raised when a specification has come into the archive.</summary>
    public event Action<JobSpecification>? Attached;

    /// <summary>Keeps a specification, for a job that has none yet.</summary>
    /// <param name="bytes">Canonical bytes.</param>
    /// <param name="cancellationToken">Honoured until they are stored.</param>
    /// <returns>Their SHA-256.</returns>
    /// <exception cref="RecordFormatException">They are no specification.</exception>
    public async ValueTask<Bytes32> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        Bytes32 specHash = JobSpecification.Parse(bytes.Span).Hash;
        await pending.WriteAsync(NameOf(specHash), bytes, cancellationToken).ConfigureAwait(false);
        return specHash;
    }

    /// <summary>Archives the specification of a job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="bytes">Canonical bytes, those whose hash stands on the chain.</param>
    /// <param name="cancellationToken">Honoured until they are stored.</param>
    /// <exception cref="RecordFormatException">They are no specification.</exception>
    /// <exception cref="ArchiveException">The archive has another one, or the disk refuses.</exception>
    public async ValueTask AttachAsync(Bytes32 jobId, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        JobSpecification specification = JobSpecification.Parse(bytes.Span);
        await archive.WriteAsync(jobId, specification, cancellationToken).ConfigureAwait(false);
        await pending.DeleteAsync(NameOf(specification.Hash), cancellationToken).ConfigureAwait(false);
        Attached?.Invoke(specification);
    }

    /// <summary>Reads a specification if it is at hand.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="specHash">The hash on the chain.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <returns>Null where it is not at hand.</returns>
    /// <exception cref="JobRefusedException">What is at hand is not that of the hash, or no specification.</exception>
    public async ValueTask<JobSpecification?> FindAsync(Bytes32 jobId, Bytes32 specHash, CancellationToken cancellationToken = default)
    {
        if (await archive.Reader.ReadSpecificationAsync(jobId, cancellationToken).ConfigureAwait(false) is { } archived) return Check(archived, specHash);
        return await pending.ReadAsync(NameOf(specHash), cancellationToken).ConfigureAwait(false) is { } waiting ? Check(waiting.Span, specHash) : null;
    }

    /// <summary>Reads a specification.</summary>
    /// <exception cref="JobRefusedException">It is not at hand, or not that of the hash.</exception>
    internal async ValueTask<JobSpecification> GetAsync(Bytes32 jobId, Bytes32 specHash, CancellationToken cancellationToken) =>
        await FindAsync(jobId, specHash, cancellationToken).ConfigureAwait(false) ?? throw new JobRefusedException(
            JobRefusal.SpecificationMissing, "specification", $"the specification with SHA-256 {specHash} is not at hand", "the canonical bytes that were proposed",
            "give the file that was proposed (--specification FILE), or start this node and let it ask the proposer's (--from https://HOST:PORT)");

    /// <summary>Takes the specification of a job from another institution's node, where it is not at hand.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="specHash">The hash on the chain.</param>
    /// <param name="proposer">The institution that proposed the job.</param>
    /// <param name="request">Asks it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is at hand now.</returns>
    /// <exception cref="JobRefusedException">What came is not that of the hash; nothing was stored.</exception>
    public async ValueTask<bool> FetchAsync(
        Bytes32 jobId, Bytes32 specHash, Address proposer, SpecificationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(jobId, specHash, cancellationToken).ConfigureAwait(false) is not null) return true;
        if (await request(jobId, specHash, proposer, cancellationToken).ConfigureAwait(false) is not { } bytes) return false;
        Check(bytes, specHash);
        await AttachAsync(jobId, bytes, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static JobSpecification Check(ReadOnlySpan<byte> bytes, Bytes32 specHash)
    {
        Bytes32 found = JobSpecification.HashOf(bytes);
        if (found != specHash)
        {
            throw new JobRefusedException(JobRefusal.SpecificationMismatch, "specHash", $"the bytes have the SHA-256 {found}", $"{specHash}, as on the chain",
                "get the specification from the proposer again; do not consent to other bytes");
        }

        try
        {
            return JobSpecification.Parse(bytes);
        }
        catch (RecordFormatException e)
        {
            throw new JobRefusedException(JobRefusal.SpecificationInvalid, "specification", e.Message, "canonical bytes of schema auditnode.job/1",
                "ask the proposer to propose a valid job", e);
        }
    }

    private static string NameOf(Bytes32 specHash) => $"specification.{Convert.ToHexStringLower(specHash.ToArray())}";
}
