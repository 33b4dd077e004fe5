using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Relations;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Reports;

/// <summary>Sums trails up.</summary>
internal static class JobReports
{
    public static JobReport Of(JobTrail trail)
    {
        Bytes32 result = trail.Chain.Job?.ResultHash ?? Bytes32.Zero;
        return new JobReport(
            trail.JobId, trail.Specification?.Name, (JobState)(trail.Chain.Job?.State ?? 0), trail.Chain.Job?.Spec.SpecHash, result.IsZero ? null : result,
            [.. trail.Streams.Select(Of)], trail.Streams.Select(Spent).DefaultIfEmpty().Max(), (UInt128)(trail.Chain.Job?.Spec.Rho ?? 0));
    }

    private static StreamReport Of(StreamTrail stream)
    {
        IReadOnlyList<AnchoredRecord> anchored = stream.Chain.Records;
        AppendTransaction[] transactions = [.. anchored.Select(record => record.Transaction).OfType<AppendTransaction>().DistinctBy(transaction => transaction.Hash)];
        int relations = transactions.Count(transaction => transaction.Call is AppendCall.Relation);
        return new StreamReport(
            stream.Institution,
            stream.Party?.Name,
            anchored.Count > 0 ? new SequenceRange(0, anchored.Count - 1) : null,
            stream.Records.Count > anchored.Count ? new SequenceRange(anchored.Count, stream.Records.Count - 1) : null,
            stream.Sound.Count(),
            anchored.Count > 0 ? anchored[^1].Hash : null,
            anchored.Count > 0 ? anchored[0].Origin.BlockNumber : null,
            anchored.Count > 0 ? anchored[^1].Origin.BlockNumber : null,
            transactions.Length - relations,
            relations + stream.Sound.Count(record => record.Record!.Outputs.Any(output => output.Name == RelationProof.ArtifactName)));
    }

    private static UInt128 Spent(StreamTrail stream) => stream.Sound.Aggregate((UInt128)0, (sum, record) =>
        record.Record!.Privacy is { RhoUnits: var rho } && rho <= UInt128.MaxValue - sum ? sum + rho : sum);
}
