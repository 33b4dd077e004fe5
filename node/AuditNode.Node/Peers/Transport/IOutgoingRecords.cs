using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Finds the record that goes with a message. Safe for concurrent use.</summary>
public interface IOutgoingRecords
{
    /// <summary>Finds this institution's record of a message, which was made before the message leaves.</summary>
    /// <param name="message">The message.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="bodySha256">Digest of its body: the artifact that the record names.</param>
    /// <param name="cancellationToken">Honoured while it is looked for.</param>
    /// <returns>Canonical bytes; the same each time. Empty where messages of that kind have no record.</returns>
    ValueTask<ReadOnlyMemory<byte>> FindAsync(MessageAddress message, string kind, Bytes32 bodySha256, CancellationToken cancellationToken = default);
}
