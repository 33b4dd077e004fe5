using AuditNode.Chain;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Peers;

/// <summary>What is checked of a message before its payload is read.</summary>
internal static class MessageCheck
{
    /// <summary>Checks a header against its request and the job.</summary>
    /// <returns>The record that came with it, or null.</returns>
    /// <exception cref="RefusedException">Something does not fit.</exception>
    public static OperationRecord? Require(PeerJob job, MessageAddress address, WireHeader header, Bytes32 digest, Bytes32 announced)
    {
        if (digest != announced) throw WireHeader.Malformed("message-digest", "it is not the digest of the header");
        if (header.Message.JobId != address.JobId) throw WireHeader.Malformed("job", "it is not that of the request");
        if (header.Message != address) throw WireHeader.Malformed("from, to, sequence", "they are not those of the request");
        if (header.Sender != job.Parties[address.From]) throw new RefusedException(RefusalReason.WrongSender, $"{address.From} is not {header.Sender} in this job");
        if (header.Receiver != job.Institution) throw new RefusedException(RefusalReason.WrongReceiver, $"{address.To} is not {header.Receiver} in this job");
        if (job.Rules.RuleFor(address.From, header.Kind) is not { } rule)
            throw new RefusedException(RefusalReason.WrongKind, $"{address.To} takes no {header.Kind} from {address.From}");
        if (header.PayloadLength > rule.MaximumBytes)
            throw new RefusedException(RefusalReason.TooLong, $"{header.Kind} has {header.PayloadLength} bytes, at most {rule.MaximumBytes} are possible");
        return RecordBinding.Check(job, header, rule);
    }
}
