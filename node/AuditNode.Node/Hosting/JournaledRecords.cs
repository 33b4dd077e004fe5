using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Hosting;

/// <summary>The record that goes with a message: the journal's one that gives these bytes to its receiver, or else to nobody in particular.</summary>
/// <param name="journal">The sending party's journal.</param>
/// <param name="parties">Institutions by name.</param>
internal sealed class JournaledRecords(OperationJournal journal, IReadOnlyDictionary<string, Address> parties) : IOutgoingRecords
{
    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> FindAsync(
        MessageAddress message, string kind, Bytes32 bodySha256, CancellationToken cancellationToken = default)
    {
        var digest = bodySha256.ToArray();
        if (await journal.FindByOutputAsync(digest, parties[message.To], cancellationToken).ConfigureAwait(false) is { } addressed)
            return addressed.ToBytes();
        return await journal.FindByOutputAsync(digest, cancellationToken: cancellationToken).ConfigureAwait(false) is { Counterparty: null } general
            ? general.ToBytes()
            : default;
    }
}
