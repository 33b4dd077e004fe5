using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Trails;

/// <summary>Reads one place of a stream from all archives and holds it against the chain.</summary>
internal sealed class RecordLoader(ChainTrail chain, ArchiveSet archives, FindingList findings)
{
    /// <summary>Reads a place.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="sequence">The place.</param>
    /// <param name="sources">The archives that list it.</param>
    /// <param name="previous">The hash of the record before, or null where it is not known.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask<TrailRecord> LoadAsync(
        ChainStream stream, long sequence, IReadOnlyList<ArchiveSource> sources, Bytes32? previous, CancellationToken cancellationToken)
    {
        AnchoredRecord? anchored = stream.Find(sequence);
        var place = new TrailRecord(stream.Institution, sequence, anchored);
        var copies = new List<RecordCopy>();
        foreach (ArchiveSource source in sources) copies.Add(await ReadAsync(source, stream.Institution, sequence, cancellationToken).ConfigureAwait(false));
        if (copies.Count == 0) return place;
        foreach (RecordCopy copy in copies.Where(copy => copy.Fault is not null))
            findings.Add(place.Finding(chain.JobId, copy.FaultCode, copy.Fault!) with { File = copy.File });

        Bytes32? expected = anchored?.Hash ?? copies.Find(copy => copy.Hash is not null)?.Hash;
        foreach (RecordCopy copy in copies.Where(copy => copy.Hash is { } hash && hash != expected))
            findings.Add(anchored is null
                ? place.Finding(chain.JobId, FindingCode.RecordConflict, $"Its SHA-256 is {copy.Hash}, in another archive {expected}.") with { File = copy.File }
                : place.Finding(chain.JobId, FindingCode.RecordHash, $"Its SHA-256 is {copy.Hash}, and {anchored.Hash} is anchored.") with { File = copy.File });
        RecordCopy? best = copies.Find(copy => copy.Hash is not null && copy.Hash == expected);
        if (best is null) return place with { File = copies[0].File, ArchivedHash = copies[0].Hash };
        place = place with { File = best.File, ArchivedHash = best.Hash };
        return await ReadRecordAsync(place, best.Bytes!, previous, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RecordCopy> ReadAsync(ArchiveSource source, Address institution, long sequence, CancellationToken cancellationToken)
    {
        string file = source.FileOf(ArchivePath.Record(chain.JobId, institution, sequence));
        try
        {
            byte[]? bytes = await source.Reader.ReadRecordAsync(chain.JobId, institution, sequence, cancellationToken).ConfigureAwait(false);
            return bytes is null
                ? new RecordCopy(file, null, "It is listed and not there.", source.DamageCode)
                : new RecordCopy(file, bytes, null, source.DamageCode);
        }
        catch (ArchiveException e) when (e.Fault == ArchiveFault.TooLong)
        {
            return new RecordCopy(file, null, e.Message, FindingCode.RecordHash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RecordCopy(file, null, e.Message, source.DamageCode);
        }
    }

    private async ValueTask<TrailRecord> ReadRecordAsync(TrailRecord place, byte[] bytes, Bytes32? previous, CancellationToken cancellationToken)
    {
        OperationRecord record;
        try
        {
            record = OperationRecord.Parse(bytes);
        }
        catch (RecordFormatException e)
        {
            findings.Add(place.Finding(chain.JobId, FindingCode.RecordFormat, $"It is no canonical record: {e.Message}"));
            return place;
        }

        if (PlaceFault(record, place) is { } fault)
        {
            findings.Add(place.Finding(chain.JobId, FindingCode.RecordPlace, fault));
            return place with { Record = record };
        }

        if (previous is { } before && record.PreviousRecordHash != before)
            findings.Add(place.Finding(chain.JobId, FindingCode.RecordPrevious, $"It names {record.PreviousRecordHash} as the record before, which is {before}."));
        return place with
        {
            Record = record,
            IsSound = true,
            Inputs = await ExpandAsync(place, record.Inputs, ArtifactManifest.InputsName, cancellationToken).ConfigureAwait(false),
            Outputs = await ExpandAsync(place, record.Outputs, ArtifactManifest.OutputsName, cancellationToken).ConfigureAwait(false),
        };
    }

    private string? PlaceFault(OperationRecord record, TrailRecord place)
    {
        if ((ulong)record.ChainId != chain.ChainId) return $"It is of chain {record.ChainId}, not {chain.ChainId}.";
        if (record.Ledger != chain.Contracts.Ledger) return $"It is for ledger {record.Ledger}, not {chain.Contracts.Ledger}.";
        if (record.JobId != chain.JobId) return $"It is of job {record.JobId}.";
        if (record.Institution != place.Institution) return $"It is of institution {record.Institution}.";
        return record.Sequence == place.Sequence ? null : $"It has number {record.Sequence}.";
    }

    private async ValueTask<IReadOnlyList<ArtifactReference>?> ExpandAsync(
        TrailRecord place, IReadOnlyList<ArtifactReference> artifacts, string manifestName, CancellationToken cancellationToken)
    {
        if (artifacts.All(artifact => artifact.Name != manifestName)) return artifacts;
        var expanded = new List<ArtifactReference>();
        foreach (ArtifactReference artifact in artifacts)
        {
            if (artifact.Name != manifestName)
            {
                expanded.Add(artifact);
                continue;
            }

            byte[]? bytes = await archives.ReadArtifactAsync(artifact.Sha256, ArtifactManifest.MaximumByteCount, cancellationToken).ConfigureAwait(false);
            if (bytes is null) return null; // the check of artifacts says so
            try
            {
                expanded.AddRange(ArtifactManifest.Parse(bytes).Artifacts);
            }
            catch (RecordFormatException e)
            {
                findings.Add(place.Finding(chain.JobId, FindingCode.ArtifactManifest, $"{artifact.Name} is no list of artifacts: {e.Message}"));
                return null;
            }
        }

        return expanded;
    }
}
