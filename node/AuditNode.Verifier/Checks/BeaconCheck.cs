using System.Globalization;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// The value that chooses which candidates of noise are opened is the hash of the block that the specification names, so many above the one that
/// anchored the commitment to the candidates: nobody who committed could know it or take another. What follows from the value is for replays.
/// </summary>
/// <param name="source">Says which hash a block has.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class BeaconCheck(IChainSource source, FindingList findings)
{
    private const string ExternalValue = "externalValue";
    private const string ExternalReference = "externalReference";

    /// <summary>Checks every record that names such a value.</summary>
    public async Task RunAsync(JobTrail trail, CancellationToken cancellationToken)
    {
        ILookup<Bytes32, TrailRecord> commitments = trail.Streams.SelectMany(stream => stream.Sound)
            .Where(record => record.Record!.Kind == OperationKind.NoiseCommitted)
            .SelectMany(record => (record.Outputs ?? []).Select(output => (record, output.Sha256)))
            .ToLookup(pair => pair.Sha256, pair => pair.record);
        foreach (TrailRecord record in trail.Streams.SelectMany(stream => stream.Sound))
        {
            if (!record.Record!.Parameters.TryGetValue(ExternalValue, out string? value)) continue;
            string reference = record.Record.Parameters.GetValueOrDefault(ExternalReference, "");
            ArtifactReference? commitment = (record.Inputs ?? []).FirstOrDefault(input => input.Name == ArtifactName.NoiseCommitment);
            AnchoredRecord? anchored = commitment is null ? null : commitments[commitment.Sha256].FirstOrDefault()?.Anchored;
            if (await FaultAsync(trail, value, reference, anchored, cancellationToken).ConfigureAwait(false) is { } fault)
                findings.Add(record.Finding(trail.JobId, FindingCode.BeaconValue, fault));
        }
    }

    private async Task<string?> FaultAsync(JobTrail trail, string value, string reference, AnchoredRecord? anchored, CancellationToken cancellationToken)
    {
        if (anchored is null) return null; // the commitment is in a stream that is not here, or not anchored yet
        string prefix = $"chain {trail.Chain.ChainId} block ";
        if (!reference.StartsWith(prefix, StringComparison.Ordinal) || !ulong.TryParse(reference.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
            return "It takes its value from no block of this chain.";
        ulong committed = anchored.Origin.BlockNumber;
        // Without the specification, which is told by itself, only the range is known.
        (ulong least, ulong most) = trail.Specification is { } known ? ((ulong)known.BeaconDepth, (ulong)known.BeaconDepth) : (1UL, (ulong)JobSpecification.MaximumBeaconDepth);
        if (number < committed + least || number > committed + most)
            return $"It takes its value from block {number}, and the commitment was anchored in block {committed}; {(least == most ? $"the job takes block {committed + least}" : $"at most {most} may lie between")}.";
        Bytes32? hash = await source.ReadBlockHashAsync(number, cancellationToken).ConfigureAwait(false);
        return hash is { } mined && Convert.ToHexStringLower(mined.ToArray()) == value ? null : $"Its value is not the hash of block {number}, which is {hash?.ToString() ?? "not there"}.";
    }
}
