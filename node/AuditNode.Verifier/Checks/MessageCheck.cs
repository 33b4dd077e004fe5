using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// What one party says it sent is what the other says it received: every received message names a record of its sender with the same bytes,
/// and every message that was sent is named by a record of its receiver. Messages to all parties are for <see cref="BroadcastCheck"/>.
/// </summary>
internal sealed class MessageCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail)
    {
        foreach (StreamTrail stream in trail.Streams)
        {
            var taken = new HashSet<(Bytes32 Sender, string Name, Bytes32 Sha256)>();
            foreach (TrailRecord record in stream.Sound)
            {
                if (MessageRecords.MissingBody(record) is { } missing)
                    yield return record.Finding(trail.JobId, FindingCode.MessageUnnamed, $"Records of kind {record.Record!.Kind} name the bytes of a message, and this one does not name {missing}.");
                if (MessageRecords.IsReceived(record))
                {
                    foreach (Finding finding in Received(trail, record, taken)) yield return finding;
                }
                else
                {
                    if (MessageRecords.Answers(record) && Unfounded(trail, record) is { } unfounded) yield return unfounded;
                    if (MessageRecords.IsSent(record) && record.Record!.Counterparty is not null && Unanswered(trail, record) is { } unanswered) yield return unanswered;
                }
            }
        }
    }

    /// <summary>The other party's record that a record of what was computed names has one of its inputs.</summary>
    private static Finding? Unfounded(JobTrail trail, TrailRecord record)
    {
        if (record.Record!.Counterparty is not { RecordHash: { } hash } other || record.Inputs is not { } inputs || trail.StreamOf(other.Institution) is not { } theirs) return null;
        TrailRecord? named = theirs.Find(hash);
        if (named is null) return record.Finding(trail.JobId, FindingCode.MessageInvented, $"{other.Institution} has no record {hash}, to which it says to answer.");
        return named is { IsSound: true, Outputs: { } outputs } && !inputs.Any(input => outputs.Any(output => output.Sha256 == input.Sha256))
            ? record.Finding(trail.JobId, FindingCode.MessageDiffers, $"It has no input from record {named.Sequence} of {named.Institution}, to which it says to answer.")
            : null;
    }

    private static IEnumerable<Finding> Received(JobTrail trail, TrailRecord record, HashSet<(Bytes32, string, Bytes32)> taken)
    {
        if (record.Inputs is not { } inputs) yield break; // found elsewhere
        if (record.Record!.Counterparty is not { } sender)
        {
            yield return record.Finding(trail.JobId, FindingCode.MessageDiffers, "It says that it received something and not from whom.");
            yield break;
        }

        if (trail.StreamOf(sender.Institution) is not { } theirs)
        {
            yield return record.Finding(trail.JobId, FindingCode.MessageInvented, $"It names {sender.Institution} as sender, who is no party of the job.");
            yield break;
        }

        TrailRecord? sent = sender.RecordHash is { } hash ? theirs.Find(hash) : theirs.Sound.FirstOrDefault(candidate => MessageRecords.IsSent(candidate) && Covers(candidate, inputs)
            && (candidate.Record!.Counterparty is not { } to || to.Institution == record.Institution));
        if (sent is null)
        {
            // Without its hash, only complete records of the sender can say that there is no such message.
            if (sender.RecordHash is not null || theirs.IsComplete)
                yield return record.Finding(trail.JobId, FindingCode.MessageInvented, $"{sender.Institution} has no record of having sent {Names(inputs)}.");
            yield break;
        }

        if (sent.IsSound)
        {
            string theirPlace = $"record {sent.Sequence} of {sent.Institution}";
            if (!MessageRecords.IsSent(sent)) yield return record.Finding(trail.JobId, FindingCode.MessageInvented, $"It names {theirPlace}, which sends nothing ({sent.Record!.Kind}).");
            else if (sent.Record!.Counterparty is { } receiver && receiver.Institution != record.Institution)
                yield return record.Finding(trail.JobId, FindingCode.MessageDiffers, $"It names {theirPlace}, which sends to {receiver.Institution}.");
            else if (sent.Outputs is not null && !Covers(sent, inputs))
                yield return record.Finding(trail.JobId, FindingCode.MessageDiffers, $"It received {Names(inputs)}, and {theirPlace} sends {Names(sent.Outputs)}.");
        }

        foreach (ArtifactReference input in inputs)
        {
            if (!taken.Add((sent.Hash!.Value, input.Name, input.Sha256)))
                yield return record.Finding(trail.JobId, FindingCode.MessageRepeated, $"{input.Name} of record {sent.Sequence} of {sent.Institution} was received before.");
        }
    }

    private static Finding? Unanswered(JobTrail trail, TrailRecord sent)
    {
        Address receiver = sent.Record!.Counterparty!.Institution;
        if (trail.StreamOf(receiver) is not { } theirs)
            return sent.Finding(trail.JobId, FindingCode.MessageDiffers, $"It names {receiver} as receiver, who is no party of the job.");
        if (receiver == sent.Institution || !theirs.IsComplete || sent.Outputs is not { } outputs) return null;
        IEnumerable<TrailRecord> answers = outputs.SelectMany(output => theirs.Taking(output.Sha256)).Where(record => MessageRecords.IsReceived(record)
            ? record.Record!.Counterparty is { } sender && sender.Institution == sent.Institution
                && (sender.RecordHash is { } hash ? hash == sent.Hash : Covers(sent, record.Inputs!))
            : MessageRecords.Answers(record));
        if (answers.Any()) return null;
        return sent.Finding(trail.JobId, FindingCode.MessageUnanswered, $"It sent {Names(outputs)} to {receiver}, which has no record of having received it.") with
        {
            // What was sent last may still be on its way.
            Weight = trail.IsCompleted ? FindingWeight.Violation : FindingWeight.Unchecked,
        };
    }

    private static bool Covers(TrailRecord sent, IReadOnlyList<ArtifactReference> received) =>
        sent.Outputs is { } outputs && received.Count > 0 && received.All(outputs.Contains);

    private static string Names(IReadOnlyList<ArtifactReference> artifacts) => artifacts.Count switch
    {
        0 => "nothing",
        1 => $"{artifacts[0].Name} ({artifacts[0].Sha256}, {artifacts[0].ByteCount} bytes)",
        _ => $"{artifacts[0].Name} ({artifacts[0].Sha256}, {artifacts[0].ByteCount} bytes) and {artifacts.Count - 1} more",
    };
}
