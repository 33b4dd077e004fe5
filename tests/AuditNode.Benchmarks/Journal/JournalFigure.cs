namespace AuditNode.Benchmarks.Journal;

/// <summary>What one way of writing records costs.</summary>
/// <param name="Name">What was written, and how.</param>
/// <param name="RecordsPerSecond">Median over the repetitions.</param>
/// <param name="Median">Median of the time from a report to its return, or to where the name says, in milliseconds.</param>
/// <param name="Slow">95th percentile of that time, in milliseconds.</param>
internal sealed record JournalFigure(string Name, double RecordsPerSecond, double Median, double Slow);
