namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A run that a table needs.</summary>
/// <param name="Key">What <see cref="RunStore"/> files it under.</param>
internal abstract record PlannedRun(string Key)
{
    /// <summary>Does it.</summary>
    /// <returns>A JSON object with at least secondsTotal.</returns>
    /// <exception cref="RunFailedException">It failed; others may not.</exception>
    public abstract Task<string> MeasureAsync(CancellationToken cancellationToken);
}

/// <summary>A run failed.</summary>
internal sealed class RunFailedException(string message) : Exception(message);
