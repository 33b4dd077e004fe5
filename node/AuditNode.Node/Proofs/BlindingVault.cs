using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records.Relations;

namespace AuditNode.Node.Proofs;

/// <summary>
/// Keeps the secret from which the blindings of a job's commitments follow: drawn once, and durable before anything is committed to with it.
/// Whoever has it and guesses a committed value can check the guess, so it lies where the node keeps its secrets; whoever loses it can open
/// nothing.
/// </summary>
/// <param name="store">The job's state, which has to protect it.</param>
/// <param name="jobId">The job.</param>
public sealed class BlindingVault(ICheckpointStore store, Bytes32 jobId)
{
    private const string Name = "blindings";

    /// <summary>The seed of the job's blindings, drawn when it is first asked for.</summary>
    /// <param name="cancellationToken">Honoured until it is stored.</param>
    /// <returns>To be disposed of as soon as it is used.</returns>
    /// <exception cref="StorageException">What is stored is damaged.</exception>
    public async ValueTask<BlindingSeed> GetAsync(CancellationToken cancellationToken = default)
    {
        byte[] seed = GC.AllocateArray<byte>(BlindingSeed.ByteCount, pinned: true);
        if (await store.ReadAsync(Name, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            if (stored.Length != seed.Length)
                throw new StorageException($"'{Name}' in the state of job {jobId} is damaged; restore it, or its commitments cannot be opened.");
            stored.Span.CopyTo(seed);
        }
        else
        {
            RandomNumberGenerator.Fill(seed);
            await store.WriteAsync(Name, seed, cancellationToken).ConfigureAwait(false);
        }

        return new BlindingSeed(seed, jobId); // overwrites the array
    }
}
