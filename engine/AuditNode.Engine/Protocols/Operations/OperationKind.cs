namespace AuditNode.Engine.Protocols;

/// <summary>The kinds of operations, as the audit trail names them.</summary>
public static class OperationKind
{
    /// <summary>A party agreed to the job.</summary>
    public const string JobConsented = "job.consented";

    /// <summary>A party fixed its columns.</summary>
    public const string DatasetCommitted = "dataset.committed";

    /// <summary>A party committed to its contributions to the challenges of all rounds.</summary>
    public const string BeaconCommitted = "beacon.committed";

    /// <summary>A party gave its contribution to the challenge of a round.</summary>
    public const string BeaconRevealed = "beacon.revealed";

    /// <summary>Keys were made; only public material is an output.</summary>
    public const string KeysGenerated = "keys.generated";

    /// <summary>A party encrypted columns that stay with it.</summary>
    public const string CiphertextsEncrypted = "ciphertexts.encrypted";

    /// <summary>Ciphertexts or keys were sent.</summary>
    public const string CiphertextsSent = "ciphertexts.sent";

    /// <summary>Ciphertexts or keys were received.</summary>
    public const string CiphertextsReceived = "ciphertexts.received";

    /// <summary>Something was sent that is neither ciphertexts nor values, and that no other operation names.</summary>
    public const string MessageSent = "message.sent";

    /// <summary>The same was received.</summary>
    public const string MessageReceived = "message.received";

    /// <summary>Records were assigned to clusters under encryption.</summary>
    public const string AssignmentEvaluated = "assignment.evaluated";

    /// <summary>Counts and sums of clusters were computed under encryption.</summary>
    public const string SumsEvaluated = "sums.evaluated";

    /// <summary>Candidates for a share of noise were committed to.</summary>
    public const string NoiseCommitted = "noise.committed";

    /// <summary>All candidates but the one that the challenge left closed were opened.</summary>
    public const string NoiseOpened = "noise.opened";

    /// <summary>Opened candidates were made again from their seeds and found to be those that were committed to.</summary>
    public const string NoiseChecked = "noise.checked";

    /// <summary>A share of noise was added.</summary>
    public const string NoiseAdded = "noise.added";

    /// <summary>Noisy counts and sums were decrypted and released.</summary>
    public const string DecryptionReleased = "decryption.released";

    /// <summary>Centroids were computed from released values.</summary>
    public const string CentroidsUpdated = "centroids.updated";

    /// <summary>It was decided whether another round follows.</summary>
    public const string ConvergenceChecked = "convergence.checked";

    /// <summary>A result was given to a party.</summary>
    public const string ResultReleased = "result.released";

    /// <summary>Released values or a result were taken from a party.</summary>
    public const string ResultReceived = "result.received";
}
