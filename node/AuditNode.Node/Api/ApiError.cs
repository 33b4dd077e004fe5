namespace AuditNode.Node.Api;

/// <summary>Why a request failed.</summary>
/// <param name="Error">The kind, a word: a <see cref="Hosting.NodeError"/> in kebab case, or "refused".</param>
/// <param name="Message">One line that names what is wrong and the remedy.</param>
public sealed record ApiError(string Error, string Message);
