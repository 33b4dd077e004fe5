using System.Text.Json.Serialization;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>What this institution agreed to when it accepted a job; without it no job is run, whatever the chain says.</summary>
/// <param name="SpecHash">Hash of the specification that was read and accepted, 64 hexadecimal digits.</param>
/// <param name="Dataset">Name of the data set that it brings, or null where it brings none.</param>
/// <param name="AgreesToAssignment">Whether the receivers that the specification names may learn every record's cluster.</param>
internal sealed record AcceptedJob(
    [property: JsonPropertyName("specHash")] string SpecHash,
    [property: JsonPropertyName("dataset")] string? Dataset,
    [property: JsonPropertyName("agreesToAssignment")] bool AgreesToAssignment)
{
    private const string Name = "accepted";

    public ValueTask WriteAsync(ICheckpointStore state, CancellationToken cancellationToken) => StateFile.WriteAsync(state, Name, this, cancellationToken);

    /// <returns>Null where the job was not accepted.</returns>
    public static ValueTask<AcceptedJob?> ReadAsync(ICheckpointStore state, CancellationToken cancellationToken) =>
        StateFile.ReadAsync<AcceptedJob>(state, Name, cancellationToken);
}
