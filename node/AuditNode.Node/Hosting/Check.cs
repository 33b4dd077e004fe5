namespace AuditNode.Node.Hosting;

/// <summary>What an examination of one thing found.</summary>
/// <param name="Name">What was examined, a word such as "chain".</param>
/// <param name="Passed">Whether it is as it must be.</param>
/// <param name="Detail">What was found, one line.</param>
/// <param name="Remedy">What to do about it; null where it passed.</param>
public sealed record Check(string Name, bool Passed, string Detail, string? Remedy = null);
