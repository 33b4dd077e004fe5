using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>Takes messages of the kinds <c>data</c> and <c>data.recorded</c>, the second with a record.</summary>
internal sealed class AnyMessages(long maximum = 1 << 20) : IMessageRules
{
    public MessageRule? RuleFor(string from, string kind) => kind switch
    {
        "data" => new MessageRule(maximum, false),
        "data.recorded" => new MessageRule(maximum, true),
        _ => null,
    };
}
