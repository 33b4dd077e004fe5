using System.Text.Json.Serialization;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>The result of a job, as this institution got it.</summary>
/// <param name="ResultHash">SHA-256 of the centroids' bytes, 64 hexadecimal digits: what is reported to JobRegistry, and an artifact of the archive.</param>
/// <param name="Rounds">Rounds that were run; 0 at a party that only brings data.</param>
/// <param name="Converged">Whether the run ended because centroids moved less than the threshold.</param>
/// <param name="Features">Names of the columns, in the order of coordinates.</param>
/// <param name="Centroids">k rows in the columns' own units.</param>
/// <param name="FixedPoint">k rows of scaled coordinates in units of 2^-32: the exact result.</param>
/// <param name="RhoSpent">What was spent, in units of 1e-12, as far as this party charges it.</param>
/// <param name="Assignment">Records in each cluster, where this party learns the assignment; else null.</param>
public sealed record JobResult(
    [property: JsonPropertyName("resultHash")] string ResultHash,
    [property: JsonPropertyName("rounds")] int Rounds,
    [property: JsonPropertyName("converged")] bool Converged,
    [property: JsonPropertyName("features")] IReadOnlyList<string> Features,
    [property: JsonPropertyName("centroids")] IReadOnlyList<double[]> Centroids,
    [property: JsonPropertyName("fixedPoint")] IReadOnlyList<long[]> FixedPoint,
    [property: JsonPropertyName("rhoSpent")] string RhoSpent,
    [property: JsonPropertyName("assignment")] IReadOnlyList<int>? Assignment)
{
    private const string Name = "result";

    internal ValueTask WriteAsync(ICheckpointStore state, CancellationToken cancellationToken) => StateFile.WriteAsync(state, Name, this, cancellationToken);

    /// <summary>Reads the result of a job.</summary>
    /// <param name="state">The job's state (<see cref="JobFolder.StateOf"/>).</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <returns>Null where there is none yet.</returns>
    /// <exception cref="StorageException">It is damaged.</exception>
    public static ValueTask<JobResult?> ReadAsync(ICheckpointStore state, CancellationToken cancellationToken = default) =>
        StateFile.ReadAsync<JobResult>(state, Name, cancellationToken);
}
