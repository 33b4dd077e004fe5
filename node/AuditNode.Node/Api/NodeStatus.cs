using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>How a running node is.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Name">What people call the institution.</param>
/// <param name="Institution">Its chain address.</param>
/// <param name="TlsFingerprint">SHA-256 of its certificate.</param>
/// <param name="Directory">Where its files lie.</param>
/// <param name="ProcessId">Number of the process.</param>
/// <param name="StartedAt">Since when it runs (UTC).</param>
/// <param name="ChainId">The chain.</param>
/// <param name="Ledger">Address of AuditLedger.</param>
/// <param name="Confirmations">Blocks that make a transaction final.</param>
/// <param name="Ready">Whether all checks pass.</param>
/// <param name="Checks">What was examined last.</param>
/// <param name="Backlog">Records on their way to the chain.</param>
public sealed record NodeStatus(
    string Version, string Name, string Institution, string TlsFingerprint, string Directory, int ProcessId, DateTimeOffset StartedAt,
    ulong ChainId, string Ledger, int Confirmations, bool Ready, IReadOnlyList<Check> Checks, BacklogView Backlog);
