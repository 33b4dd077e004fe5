namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What a replay found.</summary>
public enum ReplayOutcome
{
    /// <summary>The outputs are, bit for bit, what the inputs give.</summary>
    Equal = 1,

    /// <summary>The inputs give something else.</summary>
    Different = 2,

    /// <summary>An artifact is missing, not that of its digest, or not what the operation needs.</summary>
    Unusable = 3,

    /// <summary>Operations of this kind depend on secrets or randomness and cannot be replayed.</summary>
    NotReplayable = 4,
}
