namespace AuditNode.Engine.Protocols;

/// <summary>
/// A public value that nobody could foresee when a commitment was made, for instance the hash of a block that came after it. Safe for
/// concurrent use.
/// </summary>
public interface IBeacon
{
    /// <summary>
    /// Waits for the value that belongs to a commitment. The same commitment has the same value ever after, at every party and for every
    /// auditor, however often it is asked for.
    /// </summary>
    /// <param name="commitment">
    /// SHA-256 of the committed bytes, 32 bytes: an output of an operation that its party reported before anybody asks.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; the value can be asked for again.</param>
    ValueTask<BeaconValue> GetAsync(ReadOnlyMemory<byte> commitment, CancellationToken cancellationToken = default);
}
