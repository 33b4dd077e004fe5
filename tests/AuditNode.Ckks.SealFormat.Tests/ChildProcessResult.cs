namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record ChildProcessResult(int ExitCode, string Output, string Errors);
