namespace AuditNode.Engine.Protocols;

/// <summary>No external value: challenges come from the parties' contributions alone, which suffices as long as one of them is honest.</summary>
public sealed class NullBeacon : IBeacon
{
    private static readonly BeaconValue Nothing = new(new byte[BeaconValue.Length], "none");

    /// <summary>The only one that is needed.</summary>
    public static NullBeacon Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<BeaconValue> GetAsync(ReadOnlyMemory<byte> commitment, CancellationToken cancellationToken = default) => new(Nothing);
}
