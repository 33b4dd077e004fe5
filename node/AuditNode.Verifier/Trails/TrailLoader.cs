using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Trails;

/// <summary>Puts together what chain and archives have of a job. What is wrong with single records and files is found on the way.</summary>
/// <param name="archives">The archives.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class TrailLoader(ArchiveSet archives, FindingList findings)
{
    /// <summary>Puts a job's trail together.</summary>
    public async Task<JobTrail> LoadAsync(ChainTrail chain, CancellationToken cancellationToken)
    {
        (byte[]? bytes, JobSpecification? specification) = await LoadSpecificationAsync(chain, cancellationToken).ConfigureAwait(false);
        var streams = new List<StreamTrail>();
        foreach (ChainStream stream in chain.Streams)
            streams.Add(await LoadStreamAsync(chain, stream, specification?.PartyOf(stream.Institution), cancellationToken).ConfigureAwait(false));
        foreach (ArchiveSource source in archives.Sources)
        {
            foreach (Address other in source.Reader.ListInstitutions(chain.JobId).Where(institution => chain.StreamOf(institution) is null))
                findings.Add(new Finding(FindingCode.RecordForeign, $"{source.Name} has records of it, and it is no party of the job.") { JobId = chain.JobId, Institution = other });
        }

        // Without the type, null would become an empty memory by way of an array, which is not absent.
        return new JobTrail(chain, bytes is null ? default(ReadOnlyMemory<byte>?) : bytes, specification, streams);
    }

    private async Task<(byte[]? Bytes, JobSpecification? Specification)> LoadSpecificationAsync(ChainTrail chain, CancellationToken cancellationToken)
    {
        byte[]? found = null;
        bool isRight = false;
        foreach (ArchiveSource source in archives.Sources)
        {
            try
            {
                byte[]? bytes = await source.Reader.ReadSpecificationAsync(chain.JobId, cancellationToken).ConfigureAwait(false);
                if (bytes is null || chain.Job is not { } job) continue;
                Bytes32 hash = JobSpecification.HashOf(bytes);
                // A copy that is wrong must not hide behind one that is right.
                if (hash != job.Spec.SpecHash) Report(chain, source, FindingCode.SpecificationHash, $"Its SHA-256 is {hash}, and the parties consented to {job.Spec.SpecHash}.");
                if (found is null || (!isRight && hash == job.Spec.SpecHash)) (found, isRight) = (bytes, hash == job.Spec.SpecHash);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Report(chain, source, source.DamageCode, e.Message);
                found ??= [];
            }
        }

        if (!isRight) return (found, null);
        try
        {
            return (found, JobSpecification.Parse(found));
        }
        catch (RecordFormatException)
        {
            return (found, null); // the check of the specification says why
        }
    }

    private async Task<StreamTrail> LoadStreamAsync(ChainTrail chain, ChainStream stream, PartySpecification? party, CancellationToken cancellationToken)
    {
        Dictionary<long, List<ArchiveSource>> holders = Holders(chain, stream);
        bool isGiven = holders.ContainsKey(0) || (holders.Count > 0 && 2L * holders.Count >= stream.Records.Count);
        long end = stream.Records.Count;
        while (holders.ContainsKey(end)) end++;
        var loader = new RecordLoader(chain, archives, findings);
        var records = new List<TrailRecord>();
        for (long sequence = 0; sequence < end; sequence++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Bytes32? previous = sequence > 0
                ? records[^1].Hash
                : OperationRecord.StreamIdOf((long)chain.ChainId, chain.Contracts.Ledger, chain.JobId, stream.Institution);
            TrailRecord record = await loader.LoadAsync(stream, sequence, holders.GetValueOrDefault(sequence, []), previous, cancellationToken).ConfigureAwait(false);
            if (record.File is null && isGiven)
                findings.Add(record.Finding(chain.JobId, FindingCode.RecordMissing, "It is anchored, and the archive that has the others of its stream lacks it."));
            records.Add(record);
        }

        foreach (long stray in holders.Keys.Where(sequence => sequence >= end).Order())
        {
            findings.Add(new Finding(FindingCode.RecordForeign, $"It is archived, and the record before it is neither archived nor anchored.")
            {
                JobId = chain.JobId, Institution = stream.Institution, Sequence = stray, File = holders[stray][0].FileOf(ArchivePath.Record(chain.JobId, stream.Institution, stray)),
            });
        }

        return new StreamTrail(stream, party, records) { IsGiven = isGiven };
    }

    private Dictionary<long, List<ArchiveSource>> Holders(ChainTrail chain, ChainStream stream)
    {
        var holders = new Dictionary<long, List<ArchiveSource>>();
        foreach (ArchiveSource source in archives.Sources)
        {
            foreach (long sequence in source.Reader.ListRecords(chain.JobId, stream.Institution).Sequences)
            {
                if (!holders.TryGetValue(sequence, out List<ArchiveSource>? list)) holders[sequence] = list = [];
                list.Add(source);
            }
        }

        return holders;
    }

    private void Report(ChainTrail chain, ArchiveSource source, string code, string reason) => findings.Add(
        new Finding(code, reason) { JobId = chain.JobId, File = source.FileOf(ArchivePath.Specification(chain.JobId)) });
}
