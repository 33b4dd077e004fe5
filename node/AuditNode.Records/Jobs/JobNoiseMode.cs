namespace AuditNode.Records.Jobs;

/// <summary>Whose noise a release carries (docs/privacy.md).</summary>
public enum JobNoiseMode
{
    /// <summary>Both parties add a full share. Written <c>mutual</c>.</summary>
    Mutual,

    /// <summary>The computing party's share only. Written <c>paper</c>.</summary>
    Paper,

    /// <summary>No differential privacy. Written <c>none</c>.</summary>
    None,
}
