using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>The keys that the key holder publishes: for encrypting, for products and for packing the outputs. None of them is secret.</summary>
/// <param name="PublicKey">Encrypts.</param>
/// <param name="RelinearizationKey">For the numbers of limbs that the plan names.</param>
/// <param name="GaloisKeys">For the automorphisms of packing.</param>
/// <param name="RotationKeys">For the rotation that the layout needs, if it needs one.</param>
public sealed record EvaluationKeys(PublicKey PublicKey, RelinearizationKey RelinearizationKey, GaloisKeys GaloisKeys, GaloisKeys? RotationKeys = null)
{
    /// <summary>Makes the keys of a plan.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="generator">Holds the secret key; made with a context of the plan.</param>
    public static EvaluationKeys Create(EvaluationPlan plan, KeyGenerator generator) => new(
        generator.CreatePublicKey(),
        generator.CreateRelinearizationKey(plan.RelinearizationLimbs),
        generator.CreateGaloisKeys(plan.GaloisElements, CircuitDepth.OutputLimbs),
        plan.Layout.RotationSteps != 0 ? generator.CreateRotationKeys([plan.Layout.RotationSteps], plan.Layout.RotationLimbs) : null);

    /// <summary>Checks that the keys belong to a plan and cover what it needs.</summary>
    /// <exception cref="EvaluationException">Something is missing.</exception>
    internal void Check(EvaluationPlan plan)
    {
        foreach (RlweContext context in new[] { PublicKey.Context, RelinearizationKey.Context, GaloisKeys.Context, (RotationKeys ?? GaloisKeys).Context })
        {
            if (!context.Parameters.Equals(plan.Parameters.Rlwe))
                throw new EvaluationException("keys", "The keys belong to other parameters than the plan; make them with the plan of this job.");
        }

        CheckSeeded(PublicKey);
        if (RelinearizationKey.LimbCount < plan.Depth.FormLimbs)
        {
            throw new EvaluationException("keys",
                $"The relinearisation key covers {RelinearizationKey.LimbCount} limbs, but the plan needs {plan.Depth.FormLimbs}; make the keys with the plan of this job.");
        }

        foreach (uint element in plan.GaloisElements)
        {
            if (!GaloisKeys.Contains(element) || GaloisKeys.LimbCount < CircuitDepth.OutputLimbs)
                throw new EvaluationException("keys", $"The Galois key of element {element} is missing; make the keys with the plan of this job.");
        }

        bool fits = plan.Layout.RotationSteps == 0
            ? RotationKeys is null
            : RotationKeys is { } rotation && rotation.LimbCount >= plan.Layout.RotationLimbs
                && rotation.Elements is [uint only] && only == GaloisElement.FromRotation(plan.Layout.RotationSteps, plan.Parameters.Rlwe.Degree);
        if (!fits) throw new EvaluationException("keys", "The key of the plan's rotation is missing, or is not due; make the keys with the plan of this job.");
    }

    /// <summary>Refuses a public key whose uniform half the key holder may have chosen: with zero in it, nothing would be masked (docs/release.md).</summary>
    /// <exception cref="EvaluationException">The key does not come with a seed.</exception>
    internal static PublicKey CheckSeeded(PublicKey key) => key.IsSeeded
        ? key
        : throw new EvaluationException("keys", "The public key comes with residues in place of the seed of its uniform half; ask the key holder for one that comes with the seed.");
}
