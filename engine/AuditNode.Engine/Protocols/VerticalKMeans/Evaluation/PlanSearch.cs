using System.Numerics;
using AuditNode.Ckks.Circuits;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>Finds the cheapest parameters whose error is small enough.</summary>
internal static class PlanSearch
{
    private const int SmallestScaleBits = 34;

    private const int LargestScaleBits = 49;

    /// <summary>
    /// The plan with the least work; between equals that with the smaller ring, whose pieces spread better over threads. Where none floods as
    /// little as wanted, the one that floods least, if that is allowed.
    /// </summary>
    /// <exception cref="EvaluationException">No parameters have an error as small as allowed.</exception>
    public static EvaluationPlan Run(EvaluationRequest request)
    {
        ChebyshevPlan sign = EvaluationPlan.CreateSign(request);
        EvaluationPlan? best = null, closest = null;
        foreach (int degree in new[] { 16384, 32768 })
        {
            EvaluationPlan? plan = SmallestScale(request, sign, degree, ref closest);
            if (plan is not null && (best is null || Cost(plan) < Cost(best))) best = plan;
        }

        if (best is not null) return best;
        if (closest is null)
        {
            throw new EvaluationException(nameof(request.Polynomial),
                $"No 128-bit secure parameters have the levels for degree {request.Polynomial.Degree} and {request.Clusters} clusters; use a smaller degree or fewer clusters.");
        }

        if (closest.FloodingDeviation <= request.LargestFloodingDeviation) return closest;
        throw new EvaluationException(nameof(request.LargestFloodingDeviation), FormattableString.Invariant(
            $"LargestFloodingDeviation is {request.LargestFloodingDeviation:G4} records, but must be at least {closest.FloodingDeviation:G4} for {request.MaximumReleases} releases; allow more noise or fewer releases."));
    }

    /// <summary>
    /// Work of a round, in units of about 3 ms, after docs/kmeans-evaluation.md, "Measurements": a sign evaluation grows faster than the degree, since
    /// caches do not, and with the digits; an output has to be masked, relinearised and packed. A single sign evaluation keeps one thread
    /// busy only, so it counts as two.
    /// </summary>
    private static double Cost(EvaluationPlan plan)
    {
        double size = plan.Parameters.Rlwe.Degree / 16384.0;
        return Math.Max(plan.Layout.SignCount, 2) * (10 * size * Math.Sqrt(size) + plan.Parameters.Rlwe.DigitCount) + 1.5 * size * plan.Request.Outputs;
    }

    private static EvaluationPlan? SmallestScale(EvaluationRequest request, ChebyshevPlan sign, int degree, ref EvaluationPlan? closest)
    {
        int tried = SmallestScaleBits - 1, bits = SmallestScaleBits;
        while (bits > tried)
        {
            EvaluationParameters? parameters = EvaluationParameters.TryCreate(request, degree, bits);
            if (parameters is null)
            {
                bits--; // towards the largest scale that there are primes for
                continue;
            }

            var plan = new EvaluationPlan(request, parameters, sign);
            if (closest is null || plan.FloodingDeviation < closest.FloodingDeviation) closest = plan;
            if (plan.FloodingDeviation <= request.FloodingDeviation) return plan;
            // The error halves with each bit, so this lands on the right one at once, or just below.
            double missing = Math.Min(plan.FloodingDeviation / request.FloodingDeviation, ulong.MaxValue / 2);
            (tried, bits) = (bits, Math.Min(bits + Math.Max(1, BitOperations.Log2((ulong)missing)), LargestScaleBits));
        }

        return null;
    }
}
