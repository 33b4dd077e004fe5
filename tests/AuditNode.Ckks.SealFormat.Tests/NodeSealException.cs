namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>A job that seal.mjs or SEAL refused.</summary>
internal sealed class NodeSealException(int exitCode, string message) : Exception(message)
{
    /// <summary>2 for a bad job, 1 for anything else.</summary>
    public int ExitCode { get; } = exitCode;
}
