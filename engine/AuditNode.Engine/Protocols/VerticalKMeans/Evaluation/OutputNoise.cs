using AuditNode.Ckks;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// A bound on the error of an output from the plan alone. Errors of different slots, pairs and batches are independent and add up like a
/// root; see docs/kmeans-evaluation.md, "Error".
/// </summary>
internal static class OutputNoise
{
    /// <summary>|x_f - c_f| in the box [-1, 1].</summary>
    private const double LargestDifference = 2;

    /// <summary>Exponent of the probability, e^-35 &lt; 2^-50, that the secret is larger than assumed where the records are.</summary>
    private const double SecretTail = 35;

    /// <summary>The bound, in records.</summary>
    public static double Bound(EvaluationPlan plan)
    {
        EvaluationRequest request = plan.Request;
        var sources = new NoiseSources(plan.Parameters);
        ReadOnlySpan<ulong> primes = plan.Parameters.Rlwe.CiphertextPrimes;
        double scale = plan.FeatureScale, slots = plan.Parameters.SlotCount, records = request.Records;

        // A feature's own error: a public-key encryption, the noisier one, and its encoding.
        double fresh = (Square(sources.PublicKeyEncryption) + Square(sources.Encoding)) / Square(scale);
        // The coefficients of y add up to 1 at most, hence their squares too.
        double form = Square(sources.Rounding / scale);
        PolynomialNoise sign = PolynomialNoise.Analyse(plan.Sign, plan.Parameters, plan.Depth.FormLimbs, scale, plan.PreferenceScale, form, fresh);

        (double weight, double bias) = BoundWeight(sign.Errors, request.Clusters - 1, plan.Layout is { HasIdleLane: true, Pairs: null });
        double product = Square(0.99 * plan.PreferenceScale); // the primes are that close to it
        for (int level = 0; level < plan.Depth.ProductDepth; level++)
        {
            // The factor that a product is multiplied with later is at most 1. The product of each block of a pair layout may be uneven.
            int products = ((plan.Layout.StepCount * plan.Layout.Lanes + (1 << level)) >> (level + 1)) + (plan.Layout.Pairs?.Blocks ?? 0);
            weight += products * Switched(sources, primes, plan.Depth.PreferenceLimbs - level) / product;
        }

        // Rotations, of three blocks three in all, and the constant of an idle lane.
        if (plan.Layout.RotationSteps != 0)
        {
            int rotations = plan.Layout.Pairs?.Blocks == 3 ? 3 : 1;
            weight += rotations * (Square(sources.KeySwitching(plan.Layout.RotationLimbs)) + Square(sources.Rounding) + Square(sources.Encoding)) / product;
        }

        // Where records are fewer than slots, the secret's share of the slots with records is known less well than its mean.
        double share = SecretTail / Math.Min(records, slots), concentration = 1 + Math.Sqrt(2 * share) + share;
        double atRecords = concentration * records * Square(LargestDifference) * weight;
        // Weights are at most 1 in every slot; features that were masked have been rounded once more, and met an encoded mask and centroid.
        double features = fresh + Square(sources.Rounding / scale) + 3 * Square(sources.Encoding / scale);
        double everywhere = plan.Layout.BatchCount * slots * features;
        double output = slots * Switched(sources, primes, CircuitDepth.WeightLimbs);
        double packing = slots * (Square(sources.KeySwitching(CircuitDepth.OutputLimbs)) + Square(sources.Rounding)) / 3;
        double zero = slots * Square(sources.PublicKeyEncryption / plan.PackedOutputs);
        double random = Math.Sqrt((atRecords + everywhere + (output + packing + zero) / Square(plan.OutputScale)) / 2);
        return NoiseSources.Tail * random + 2 * records * LargestDifference * bias;
    }

    /// <summary>
    /// Mean square and bias of the error that preferences leave in the weight w = p_1 ... p_m at the worst place. The part of factor m is at most its
    /// error times 1, and that of the others is multiplied by p_m: where p_m has a large error, at the boundary, it is 1/2.
    /// </summary>
    /// <remarks>An idle lane is one factor more, 1 with the error of y = 0.</remarks>
    private static (double Variance, double Bias) BoundWeight(List<PolynomialNoise.PreferenceError> errors, int factors, bool hasIdleLane)
    {
        double own = 0, shared = 0, bias = 0;
        for (int m = 0; m < factors; m++)
        {
            double previous = Math.Sqrt(own) + shared;
            (own, shared, bias) = (
                errors.Max(e => e.Variance + Square(e.Preference) * own),
                errors.Max(e => e.Shared + e.Preference * shared),
                errors.Max(e => e.Bias + e.Preference * bias + (Math.Sqrt(e.Variance) + e.Shared) * previous));
        }

        if (hasIdleLane)
        {
            PolynomialNoise.PreferenceError idle = errors.MinBy(e => Math.Abs(e.Preference - 0.5));
            bias += idle.Bias + (Math.Sqrt(idle.Variance) + idle.Shared) * (Math.Sqrt(own) + shared);
            own += idle.Variance;
            shared += idle.Shared;
        }

        return (own + Square(shared), bias);
    }

    private static double Square(double x) => x * x;

    private static double Switched(NoiseSources sources, ReadOnlySpan<ulong> primes, int limbs) =>
        Square(sources.KeySwitching(limbs) / primes[limbs - 1]) + Square(sources.Rounding);
}
