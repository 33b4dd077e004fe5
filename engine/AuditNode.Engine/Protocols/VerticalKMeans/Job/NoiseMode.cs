namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Who adds the noise of differential privacy to the sums of a round.</summary>
public enum NoiseMode
{
    /// <summary>
    /// Computing party and key holder each add a full share, so that either's share alone protects against the other party. The default.
    /// </summary>
    Mutual = 1,

    /// <summary>The computing party alone, as in the paper: what is released is not private towards the computing party.</summary>
    Paper = 2,

    /// <summary>Nobody: no privacy. For tests and comparisons only.</summary>
    None = 3,
}
