namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>The kinds of messages of vertical k-means; docs/vertical-kmeans.md has their sizes.</summary>
public static class MessageKind
{
    /// <summary>Every party to every other: it runs this job, with these encryption parameters.</summary>
    public const string JobAgreed = "job.agreed";

    /// <summary>Key holder to computing party: public, relinearisation and Galois keys.</summary>
    public const string KeysEvaluation = "keys.evaluation";

    /// <summary>Key holder to data parties: public key.</summary>
    public const string KeysPublic = "keys.public";

    /// <summary>Key holder and data parties to computing party: one batch of a column, encrypted.</summary>
    public const string FeaturesEncrypted = "features.encrypted";

    /// <summary>Computing party to data parties: all batches have come.</summary>
    public const string FeaturesReceived = "features.received";

    /// <summary>Computing party to every other: commitments to its candidates for the noise of a round.</summary>
    public const string NoiseCommitted = "noise.committed";

    /// <summary>Every other party to the computing party: its contribution to the challenge of a round.</summary>
    public const string BeaconRevealed = "beacon.revealed";

    /// <summary>Computing party to key holder: the challenge, and the seeds of all candidates but one.</summary>
    public const string NoiseOpened = "noise.opened";

    /// <summary>Computing party to key holder: counts and sums of a round, encrypted and noised.</summary>
    public const string SumsMasked = "sums.masked";

    /// <summary>Key holder to computing party: counts and sums of a round, noised and flooded integers.</summary>
    public const string SumsReleased = "sums.released";

    /// <summary>Computing party and key holder to data parties: the last centroids.</summary>
    public const string ResultReleased = "result.released";

    /// <summary>Computing party to key holder: weights of a batch of records in a cluster, encrypted.</summary>
    public const string AssignmentMasked = "assignment.masked";

    /// <summary>Key holder to the other receivers: the cluster of every record.</summary>
    public const string AssignmentReleased = "assignment.released";
}
