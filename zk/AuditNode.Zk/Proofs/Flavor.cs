namespace AuditNode.Zk.Proofs;

/// <summary>The two serialisations of a proof. A proof verifies under the flavor that it was made for only, because tags name it.</summary>
/// <remarks>Source: "Non-interactive argument string serialization" in draft-irtf-cfrg-sigma-protocols.</remarks>
public enum Flavor
{
    /// <summary>Commitments, then responses: Ne bytes an equation and 32 a scalar. Many can be verified at once.</summary>
    Batchable,

    /// <summary>Challenge, then responses: 32 bytes and 32 a scalar. The only flavor on the chain.</summary>
    Compact,
}

/// <summary>What a tag must contain for a flavor.</summary>
public static class FlavorMarker
{
    /// <summary>DSFS for batchable proofs, CMPT for compact ones.</summary>
    /// <param name="flavor">The flavor.</param>
    public static string For(Flavor flavor) => flavor switch
    {
        Flavor.Batchable => "DSFS",
        Flavor.Compact => "CMPT",
        _ => throw new ProofParameterException(nameof(flavor), $"{(int)flavor} is no flavor; use Batchable or Compact."),
    };
}
