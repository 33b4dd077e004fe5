namespace AuditNode.Node.Peers;

/// <summary>Which messages may come in a job. Asked before a payload is read. Safe for concurrent use.</summary>
public interface IMessageRules
{
    /// <summary>What a message has to be.</summary>
    /// <param name="from">Name of the sending party.</param>
    /// <param name="kind">What the message is.</param>
    /// <returns>Null where no such message ever comes from that party.</returns>
    MessageRule? RuleFor(string from, string kind);
}
