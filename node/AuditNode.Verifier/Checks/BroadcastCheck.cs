using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// Messages with one record of their sender and several receivers: every receiver has a record of its own with the same bytes. And contributions
/// to challenges, which come from several and are named by one record: each of them was given by the party under whose name it stands.
/// </summary>
internal sealed class BroadcastCheck : ITrailCheck
{
    private static readonly string s_contribution = ArtifactName.BeaconContribution("");

    public IEnumerable<Finding> Run(JobTrail trail)
    {
        if (trail.Specification is not { } specification) yield break;
        foreach (TrailRecord record in trail.Streams.SelectMany(stream => stream.Sound))
        {
            foreach (Finding finding in record.Record!.Kind == OperationKind.NoiseOpened ? Contributions(trail, specification, record) : Unanswered(trail, specification, record))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> Unanswered(JobTrail trail, JobSpecification specification, TrailRecord sent)
    {
        foreach ((PartySpecification receiver, ArtifactReference body) in Receivers(specification, sent))
        {
            if (trail.StreamOf(receiver.Institution) is not { IsComplete: true } theirs) continue;
            bool answered = theirs.Taking(body.Sha256).Any(record => (MessageRecords.IsReceived(record) || MessageRecords.Answers(record))
                && record.Record!.Counterparty is { } sender && sender.Institution == sent.Institution && (sender.RecordHash ?? sent.Hash) == sent.Hash);
            if (answered) continue;
            yield return sent.Finding(trail.JobId, FindingCode.MessageUnanswered, $"It sent {body.Name} ({body.Sha256}) to {receiver.Name}, whose records do not name it as received.") with
            {
                // What was sent last may still be on its way.
                Weight = trail.IsCompleted ? FindingWeight.Violation : FindingWeight.Unchecked,
            };
        }
    }

    /// <summary>Who gets what of a record that names no receiver.</summary>
    private static IEnumerable<(PartySpecification Receiver, ArtifactReference Body)> Receivers(JobSpecification specification, TrailRecord sent)
    {
        IEnumerable<PartySpecification> others = specification.Parties.Where(party => party.Institution != sent.Institution);
        foreach (ArtifactReference output in sent.Outputs ?? [])
        {
            IEnumerable<PartySpecification> receivers = (sent.Record!.Kind, output.Name) switch
            {
                (OperationKind.JobConsented, ArtifactName.Agreement) or (OperationKind.NoiseCommitted, ArtifactName.NoiseCommitment) => others,
                (OperationKind.KeysGenerated, ArtifactName.Keys) => others.Where(party => party.Roles.HasFlag(JobPartyRoles.Computing)),
                (OperationKind.KeysGenerated, ArtifactName.PublicKey) => others.Where(party => party.Roles == JobPartyRoles.Data),
                _ => [],
            };
            foreach (PartySpecification receiver in receivers) yield return (receiver, output);
        }
    }

    private static IEnumerable<Finding> Contributions(JobTrail trail, JobSpecification specification, TrailRecord opened)
    {
        foreach (ArtifactReference input in (opened.Inputs ?? []).Where(input => input.Name.StartsWith(s_contribution, StringComparison.Ordinal)))
        {
            string name = input.Name[s_contribution.Length..];
            if (specification.PartyNamed(name) is not { } party)
                yield return opened.Finding(trail.JobId, FindingCode.MessageInvented, $"It names a contribution of {name}, who is no party of the job.");
            else if (trail.StreamOf(party.Institution) is { IsComplete: true } theirs
                && !theirs.Sound.Any(record => record.Record!.Kind == OperationKind.BeaconRevealed && record.Outputs?.Contains(input) == true))
                yield return opened.Finding(trail.JobId, FindingCode.MessageInvented, $"It names a contribution ({input.Sha256}) that {name} has no record of.");
        }
    }
}
