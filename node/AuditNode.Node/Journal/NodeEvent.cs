using System.Collections.Immutable;
using AuditNode.Chain;

namespace AuditNode.Node.Journal;

/// <summary>Something that the node did in a job outside of its protocol, to be recorded in the same stream as the operations.</summary>
/// <param name="Kind">See <see cref="NodeRecordKind"/>: 1 to 64 of a-z, 0-9, '.', '-' and '_'.</param>
public sealed record NodeEvent(string Kind)
{
    /// <summary>
    /// What names the event within the job, so that it is recorded once however often it is reported; null where every report is a new one.
    /// At most 200 characters.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Public values by name; at most 32 of at most 512 characters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The other institution, or null.</summary>
    public Address? Counterparty { get; init; }

    /// <summary>Hash of a record of the other institution that the event is about, or null.</summary>
    public Bytes32? CounterpartyRecord { get; init; }

    /// <summary>Artifacts that the event is about, at hand; the archive keeps them. At most 16.</summary>
    public IReadOnlyList<Engine.Protocols.Artifact> Outputs { get; init; } = [];

    internal const int MaximumKeyLength = 200;
}
