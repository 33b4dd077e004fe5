using AuditNode.Engine.Protocols;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// What a party of vertical k-means may record when: a machine over the kinds of one stream. Kinds that it does not know are the node's own,
/// and may stand anywhere.
/// </summary>
/// <param name="party">The party, or null where it is not known: then only what holds for all is required.</param>
/// <param name="rounds">The most rounds.</param>
/// <param name="opensNoise">Whether candidates of noise are committed to and opened.</param>
internal sealed class VerticalKMeansOrder(PartySpecification? party, int rounds, bool opensNoise)
{
    private bool _consented, _committed, _keys, _final;
    private int _evaluated, _candidates, _opened, _noised, _released, _received, _updated, _checked;

    /// <summary>Takes the next record of the stream.</summary>
    /// <returns>Null where it may stand there, and else why not.</returns>
    public string? Take(OperationRecord record) => record.Kind switch
    {
        OperationKind.JobConsented => Once(ref _consented, "The party consented before."),
        OperationKind.DatasetCommitted => Need(_consented, "The party did not consent before.") ?? Once(ref _committed, "The party committed to its data before."),
        OperationKind.KeysGenerated => Begun() ?? Role(JobPartyRoles.KeyHolder) ?? Once(ref _keys, "Keys were generated before."),
        OperationKind.CiphertextsEncrypted => Begun() ?? Role(JobPartyRoles.Computing) ?? Need(_evaluated == 0, "Sums were evaluated before."),
        OperationKind.CiphertextsSent or OperationKind.CiphertextsReceived or OperationKind.MessageSent or OperationKind.MessageReceived => Begun(),
        OperationKind.SumsEvaluated => Begun() ?? Role(JobPartyRoles.Computing) ?? Round(record, ref _evaluated, _updated + 1),
        OperationKind.NoiseCommitted => Role(JobPartyRoles.Computing) ?? Round(record, ref _candidates, _evaluated),
        OperationKind.NoiseOpened => Role(JobPartyRoles.Computing) ?? Round(record, ref _opened, _candidates),
        OperationKind.NoiseAdded => Role(JobPartyRoles.Computing) ?? Round(record, ref _noised, opensNoise ? _opened : _evaluated),
        OperationKind.NoiseChecked => Begun() ?? Role(JobPartyRoles.KeyHolder) ?? Round(record, ref _opened, _updated + 1),
        OperationKind.DecryptionReleased => Begun() ?? Role(JobPartyRoles.KeyHolder) ?? Released(record),
        OperationKind.ResultReceived => Begun() ?? Received(record),
        OperationKind.CentroidsUpdated => Begun() ?? Updated(record),
        OperationKind.ConvergenceChecked => Round(record, ref _checked, _updated) ?? Checked(record),
        OperationKind.AssignmentEvaluated => Role(JobPartyRoles.Computing) ?? Ended(),
        OperationKind.ResultReleased => Ended(),
        _ => null,
    };

    private static string? Need(bool condition, string otherwise) => condition ? null : otherwise;

    private static string? Once(ref bool done, string otherwise)
    {
        if (done) return otherwise;
        done = true;
        return null;
    }

    private string? Begun() => Need(_consented && _committed, "The party did not consent and commit to its data before.");

    private string? Ended() => Need(_final, "No check of convergence was the last one yet.");

    private string? Role(JobPartyRoles role) => Need(party is null || party.Roles.HasFlag(role), $"Only the party with the role {role} may do it.");

    private string? Round(OperationRecord record, ref int last, int expected)
    {
        if (_final) return "The last check of convergence came before.";
        if (record.Round != expected || expected == last || expected < 1 || expected > rounds)
            return $"It is of round {record.Round}; {(expected == last || expected < 1 ? "what leads to it is missing" : $"round {expected} is due, of at most {rounds}")}.";
        last = expected;
        return null;
    }

    private string? Released(OperationRecord record) => _final
        ? Need(record.Privacy is null, "The last check of convergence came before.") // the assignment
        : Need(!opensNoise || party is null || _opened == _updated + 1, "The opened candidates of noise were not checked before.") ?? Round(record, ref _released, _updated + 1);

    private string? Received(OperationRecord record)
    {
        // Only the computing party takes something within a round; the others get the result, when their own rounds are over or they have none.
        if (party is { } known && !known.Roles.HasFlag(JobPartyRoles.Computing)) return null;
        return _final || party is null ? null : Round(record, ref _received, _noised);
    }

    private string? Updated(OperationRecord record)
    {
        if (party is { } known && !known.Roles.HasFlag(JobPartyRoles.Computing) && !known.Roles.HasFlag(JobPartyRoles.KeyHolder))
            return "A party that only brings data updates no centroids.";
        return Round(record, ref _updated, Math.Max(_released, _received));
    }

    private string? Checked(OperationRecord record)
    {
        _final = record.Parameters.GetValueOrDefault("final") == "true";
        return null;
    }
}
