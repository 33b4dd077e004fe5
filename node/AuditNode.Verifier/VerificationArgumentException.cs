namespace AuditNode.Verifier;

/// <summary>A request makes no sense; nothing was read. Commands end with <see cref="Reports.VerificationExit.WrongArguments"/>.</summary>
/// <param name="argument">The offending argument.</param>
/// <param name="message">What it holds, what is allowed, and what to do.</param>
public sealed class VerificationArgumentException(string argument, string message) : Exception($"{argument}: {message}")
{
    /// <summary>The offending argument.</summary>
    public string Argument { get; } = argument;
}
