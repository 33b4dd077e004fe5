using System.Collections.Concurrent;
using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// Hashes every artifact of every archive, whether a record names it or not, and compares with what records say: bytes, length, and that
/// nothing is missing of the streams that an archive has as its own.
/// </summary>
/// <param name="archives">The archives.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class ArtifactCheck(ArchiveSet archives, FindingList findings)
{
    private long _checked;

    /// <summary>Artifacts that were hashed, copies counted.</summary>
    public long Checked => _checked;

    /// <summary>Hashes and compares.</summary>
    /// <param name="trails">The jobs.</param>
    /// <param name="maxDegreeOfParallelism">Files at a time.</param>
    /// <param name="checkedOne">Called after each file; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(IReadOnlyList<JobTrail> trails, int maxDegreeOfParallelism, Action? checkedOne, CancellationToken cancellationToken)
    {
        ILookup<Bytes32, ArtifactUse> uses = Uses(trails).OrderBy(use => use.Place).ToLookup(use => use.Artifact.Sha256);
        var intact = new ConcurrentDictionary<Bytes32, long>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        foreach (ArchiveSource source in archives.Sources)
        {
            foreach (string unexpected in source.Reader.ListUnexpected())
                findings.Add(new Finding(FindingCode.ArchiveFile, "No archive has such a file.") { File = source.FileOf(unexpected) });
            await Parallel.ForEachAsync(source.Reader.ListArtifacts(), parallel, async (sha256, cancellation) =>
            {
                await CheckAsync(source, sha256, uses[sha256], intact, cancellation).ConfigureAwait(false);
                Interlocked.Increment(ref _checked);
                checkedOne?.Invoke();
            }).ConfigureAwait(false);
        }

        foreach (ArtifactUse use in uses.SelectMany(group => group))
        {
            if (intact.TryGetValue(use.Artifact.Sha256, out long length))
            {
                if (length != use.Artifact.ByteCount)
                    findings.Add(Of(use, FindingCode.ArtifactLength, $"It says that {use.Artifact.Name} has {use.Artifact.ByteCount} bytes; it has {length}."));
            }
            else if (use.Stream.IsGiven)
            {
                findings.Add(Of(use, FindingCode.ArtifactMissing, $"No archive has {use.Artifact.Name} ({use.Artifact.Sha256}, {use.Artifact.ByteCount} bytes) intact."));
            }
        }
    }

    private static IEnumerable<ArtifactUse> Uses(IReadOnlyList<JobTrail> trails) =>
        from trail in trails
        from stream in trail.Streams
        from record in stream.Sound
        from artifact in record.Record!.Inputs.Concat(record.Record.Outputs).Concat(record.Inputs ?? []).Concat(record.Outputs ?? []).Distinct()
        select new ArtifactUse(trail, stream, record, artifact);

    private async ValueTask CheckAsync(
        ArchiveSource source, Bytes32 sha256, IEnumerable<ArtifactUse> uses, ConcurrentDictionary<Bytes32, long> intact, CancellationToken cancellationToken)
    {
        string file = source.FileOf(ArchivePath.Artifact(sha256));
        string reason, code = FindingCode.ArtifactDamaged;
        try
        {
            (Bytes32 found, long length) = await ArchiveSet.MeasureAsync(source, sha256, cancellationToken).ConfigureAwait(false);
            if (found == sha256)
            {
                intact[sha256] = length;
                return;
            }

            reason = $"Its {length} bytes have the SHA-256 {found}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (reason, code) = (e.Message, source.DamageCode);
        }

        // Named by the record that it belongs to: in the archive's own stream where there is one.
        ArtifactUse? owner = uses.FirstOrDefault(use => use.Record.File is { } of && of.StartsWith(source.FileOf(""), StringComparison.Ordinal)) ?? uses.FirstOrDefault();
        findings.Add(owner is null
            ? new Finding(code, reason) { File = file }
            : Of(owner, code, $"{owner.Artifact.Name}: {reason}") with { File = file });
    }

    private static Finding Of(ArtifactUse use, string code, string reason) => use.Record.Finding(use.Trail.JobId, code, reason);
}
