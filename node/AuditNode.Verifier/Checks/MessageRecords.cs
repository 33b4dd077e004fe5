using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>Which records are of messages between parties, and what they have to name. All records here are sound.</summary>
internal static class MessageRecords
{
    /// <summary>Kinds of records whose outputs go to another party.</summary>
    public static bool IsSent(TrailRecord record) => record.Record!.Kind
        is OperationKind.JobConsented or OperationKind.MessageSent or OperationKind.CiphertextsSent or OperationKind.DecryptionReleased
        or OperationKind.ResultReleased or OperationKind.KeysGenerated or OperationKind.NoiseCommitted or OperationKind.NoiseOpened or OperationKind.BeaconRevealed;

    /// <summary>Kinds of records all of whose inputs come from another party.</summary>
    public static bool IsReceived(TrailRecord record) => record.Record!.Kind
        is OperationKind.MessageReceived or OperationKind.CiphertextsReceived or OperationKind.ResultReceived;

    /// <summary>Kinds of records one of whose inputs comes from the other party that they name.</summary>
    public static bool Answers(TrailRecord record) => record.Record!.Kind
        is OperationKind.BeaconRevealed or OperationKind.NoiseOpened or OperationKind.NoiseChecked or OperationKind.DecryptionReleased;

    /// <summary>
    /// The artifact with the bytes of a message that a record does not name, or null where it names what it has to. What only follows from a message
    /// (integers, centroids) does not stand for its bytes: only with them does the sender's record bind the whole message.
    /// </summary>
    public static string? MissingBody(TrailRecord record)
    {
        HashSet<string> inputs = [.. (record.Inputs ?? []).Select(input => input.Name)], outputs = [.. (record.Outputs ?? []).Select(output => output.Name)];
        return record.Record!.Kind switch
        {
            OperationKind.JobConsented when record.Outputs is not null && !outputs.Contains(ArtifactName.Agreement) => ArtifactName.Agreement,
            OperationKind.DecryptionReleased when outputs.Contains(ArtifactName.ReleasedSums) && !outputs.Contains(ArtifactName.Release) => ArtifactName.Release,
            OperationKind.ResultReleased when outputs.Contains(ArtifactName.Centroids) && !outputs.Contains(ArtifactName.Result) => ArtifactName.Result,
            OperationKind.ResultReceived when inputs.Contains(ArtifactName.ReleasedSums) && !inputs.Contains(ArtifactName.Release) => ArtifactName.Release,
            OperationKind.ResultReceived when inputs.Contains(ArtifactName.Centroids) && !inputs.Contains(ArtifactName.Result) => ArtifactName.Result,
            OperationKind.CiphertextsSent or OperationKind.MessageSent or OperationKind.ResultReleased when outputs.Count == 0 && record.Outputs is not null => "anything that was sent",
            OperationKind.CiphertextsReceived or OperationKind.MessageReceived or OperationKind.ResultReceived when inputs.Count == 0 && record.Inputs is not null =>
                "anything that was received",
            _ => null,
        };
    }
}
