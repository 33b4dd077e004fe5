using AuditNode.Chain;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// What records say they cost is within the specification's budget, and is what their institution charged to its dataset on the chain, no
/// later than the record was anchored.
/// </summary>
internal sealed class PrivacyCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        if (trail.Chain.Job is not { } job) yield break;
        if (trail.Chain.Charges is null && trail.Streams.Any(stream => stream.Sound.Any(Costs)))
        {
            yield return new Finding(FindingCode.PrivacyUnchecked, "No contract of privacy budgets was named, so charges were not checked. Name the consortium's.")
            {
                JobId = trail.JobId, Weight = FindingWeight.Unchecked,
            };
        }

        foreach (StreamTrail stream in trail.Streams)
        {
            foreach (Finding finding in Spending(trail, stream, (UInt128)job.Spec.Rho)) yield return finding;
            if (trail.Chain.Charges is { } charges && job.Spec.DataHolders.Contains(stream.Institution))
            {
                ChainCharge[] own = [.. charges.Where(charge => charge.Owner == stream.Institution)];
                foreach (Finding finding in Charging(trail, stream, own, (UInt128)job.Spec.Rho)) yield return finding;
            }
        }
    }

    private static bool Costs(TrailRecord record) => record.Record?.Privacy is { RhoUnits: var rho } && rho > 0;

    private static IEnumerable<Finding> Spending(JobTrail trail, StreamTrail stream, UInt128 budget)
    {
        UInt128 spent = 0;
        foreach (TrailRecord record in stream.Sound.Where(Costs))
        {
            UInt128 rho = record.Record!.Privacy!.RhoUnits;
            bool within = rho <= budget && spent <= budget - rho;
            if (!within)
            {
                yield return record.Finding(trail.JobId, FindingCode.PrivacyOverspent, $"It costs {rho} units of 1e-12 where {spent} of the specification's {budget} are spent.");
                yield break;
            }

            spent += rho;
        }
    }

    private static IEnumerable<Finding> Charging(JobTrail trail, StreamTrail stream, ChainCharge[] charges, UInt128 budget)
    {
        foreach (IGrouping<Bytes32, ChainCharge> dataset in charges.GroupBy(charge => charge.DatasetId))
        {
            UInt128 sum = dataset.Aggregate((UInt128)0, (total, charge) => total > UInt128.MaxValue - charge.RhoUnits ? UInt128.MaxValue : total + charge.RhoUnits);
            if (sum > budget)
                yield return Of(trail, stream, FindingCode.PrivacyOverspent, $"It charged {sum} units of 1e-12 to dataset {dataset.Key}; the specification has {budget}.");
        }

        ILookup<ulong, ChainCharge> bySequence = charges.ToLookup(charge => charge.Sequence);
        foreach (TrailRecord record in stream.Sound.Where(Costs))
        {
            // A release may draw on several datasets of one owner; each is charged in full.
            ChainCharge[] own = [.. bySequence[(ulong)record.Sequence]];
            UInt128 rho = record.Record!.Privacy!.RhoUnits;
            if (own.Length == 0) yield return record.Finding(trail.JobId, FindingCode.PrivacyUncharged, $"It costs {rho} units of 1e-12, and nothing was charged for it.");
            foreach (ChainCharge charge in own)
            {
                if (charge.RhoUnits != rho)
                    yield return record.Finding(trail.JobId, FindingCode.PrivacyAmount, $"It costs {rho} units of 1e-12, and {charge.RhoUnits} were charged to dataset {charge.DatasetId}.");
                if (record.Anchored is { } anchored && charge.Place.Block > anchored.Origin.BlockNumber)
                    yield return record.Finding(trail.JobId, FindingCode.PrivacyLate, $"It was anchored in block {anchored.Origin.BlockNumber} and charged in block {charge.Place.Block}.");
            }
        }

        foreach (ChainCharge charge in charges)
        {
            TrailRecord? record = charge.Sequence < (ulong)stream.Records.Count ? stream.Records[(int)charge.Sequence] : null;
            if (record is null && trail.IsCompleted)
                yield return Of(trail, stream, FindingCode.PrivacyUnrecorded, $"It charged {charge.RhoUnits} units of 1e-12 for record {charge.Sequence}, which it does not have.");
            else if (record is { IsSound: true } && !Costs(record) && stream.Sound.Any(Costs))
                yield return record.Finding(trail.JobId, FindingCode.PrivacyUnrecorded, $"{charge.RhoUnits} units of 1e-12 were charged for it, and it says that it costs nothing.");
        }
    }

    private static Finding Of(JobTrail trail, StreamTrail stream, string code, string reason) => new(code, reason) { JobId = trail.JobId, Institution = stream.Institution };
}
