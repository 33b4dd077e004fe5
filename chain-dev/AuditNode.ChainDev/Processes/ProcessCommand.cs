namespace AuditNode.ChainDev.Processes;

/// <summary>A program to run and its arguments. Nothing secret may be among them: every user of the machine can read them.</summary>
/// <param name="File">Path of the program.</param>
/// <param name="Arguments">One string an argument, unquoted.</param>
internal sealed record ProcessCommand(string File, IReadOnlyList<string> Arguments);
