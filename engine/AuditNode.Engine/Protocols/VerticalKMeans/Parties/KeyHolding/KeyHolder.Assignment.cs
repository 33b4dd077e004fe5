namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <content>Final assignment.</content>
internal sealed partial class KeyHolder
{
    private Task<Step<KeyHolderState>> TakeWeightsAsync(KeyHolderState state, Message message, CancellationToken cancellationToken) =>
        throw new UnexpectedMessageException(message.Envelope, "no assignment is awaited.");
}
