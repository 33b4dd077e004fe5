namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>Options that cannot be carried out; the message names the option and the remedy.</summary>
internal sealed class OptionException(string message) : Exception(message);
