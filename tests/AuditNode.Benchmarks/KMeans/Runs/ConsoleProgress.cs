using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>A line on standard error for every phase outside of rounds and every round.</summary>
/// <param name="rounds">Of the job.</param>
internal sealed class ConsoleProgress(int rounds) : IProgress<ProtocolProgress>
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = [];

    public void Report(ProtocolProgress value)
    {
        string step = value.Round > 0 ? $"round {value.Round} of {rounds}" : $"{value.Party}: {value.Phase}";
        lock (_lock)
        {
            if (_seen.Add(step)) Console.Error.WriteLine(step);
        }
    }
}
