namespace AuditNode.Engine.Privacy;

/// <summary>Whose noise a release carries.</summary>
public enum NoiseMode
{
    /// <summary>
    /// Each of the two parties adds a full share of its own drawing: each share alone protects against everybody who does not know it, hence
    /// against the other party too. Twice the variance of one share.
    /// </summary>
    Mutual,

    /// <summary>The computing party's share only, as in the paper: no protection against the computing party, which knows its noise.</summary>
    Paper,

    /// <summary>No differential privacy at all. For tests and comparisons on data that may be seen.</summary>
    None,
}
