namespace AuditNode.Node.Jobs;

/// <summary>A job, or what is to be done with it, is refused; nothing was evaluated or sent for it. Carries no private data.</summary>
public sealed class JobRefusedException : Exception
{
    /// <summary>Describes a refusal.</summary>
    /// <param name="refusal">The kind.</param>
    /// <param name="field">The field, as the specification or the contract names it.</param>
    /// <param name="problem">What it holds.</param>
    /// <param name="range">What is allowed.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">What was wrong underneath, or null.</param>
    public JobRefusedException(JobRefusal refusal, string field, string problem, string range, string remedy, Exception? inner = null)
        : base($"{field}: {problem}. Allowed: {range}. Remedy: {remedy}.", inner) =>
        (Refusal, Field, Range, Remedy) = (refusal, field, range, remedy);

    /// <summary>The kind.</summary>
    public JobRefusal Refusal { get; }

    /// <summary>The field, as the specification or the contract names it.</summary>
    public string Field { get; }

    /// <summary>What is allowed.</summary>
    public string Range { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
