using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>The rules that follow from the engine's party, which knows how long its messages can be.</summary>
/// <param name="party">The receiving party.</param>
/// <param name="needsRecord">Whether messages of a kind come with a record.</param>
public sealed class PartyMessageRules(IProtocolParty party, Func<string, bool> needsRecord) : IMessageRules
{
    /// <inheritdoc/>
    public MessageRule? RuleFor(string from, string kind) =>
        party.MaximumPayload(from, kind) is >= 0 and var bytes ? new MessageRule(bytes, needsRecord(kind)) : null;
}
