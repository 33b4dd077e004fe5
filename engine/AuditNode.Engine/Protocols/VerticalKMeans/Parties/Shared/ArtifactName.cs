namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Names of artifacts in the operations of vertical k-means.</summary>
public static class ArtifactName
{
    /// <summary>Canonical bytes of the job.</summary>
    public const string Job = "job";

    /// <summary>What a party tells the others when it agrees: body of <see cref="MessageKind.JobAgreed"/>.</summary>
    public const string Agreement = "agreement";

    /// <summary>Which ciphertexts of a party have come: body of <see cref="MessageKind.FeaturesReceived"/>.</summary>
    public const string Acknowledgement = "acknowledgement";

    /// <summary>Public, relinearisation and Galois keys.</summary>
    public const string Keys = "keys";

    /// <summary>Public key alone.</summary>
    public const string PublicKey = "keys.public";

    /// <summary>k centroids.</summary>
    public const string Centroids = "centroids";

    /// <summary>Encrypted counts and sums before noise: whoever holds the secret key must not get it.</summary>
    public const string PackedSums = "sums.packed";

    /// <summary>Encrypted counts and sums with the computing party's noise.</summary>
    public const string MaskedSums = "sums.masked";

    /// <summary>Variance of the noise that was added to each integer.</summary>
    public const string Variances = "noise.variances";

    /// <summary>What a party's contributions to challenges are checked against, 32 bytes.</summary>
    public const string BeaconAnchor = "beacon.anchor";

    /// <summary>Commitments to the candidates for the noise of a round.</summary>
    public const string NoiseCommitment = "noise.commitment";

    /// <summary>The challenge of a round, and the seeds of the candidates that it opened.</summary>
    public const string NoiseOpening = "noise.opening";

    /// <summary>The candidate that stayed closed, encrypted: whoever holds the secret key must not get it.</summary>
    public const string NoiseCandidate = "noise.candidate";

    /// <summary>Released integers.</summary>
    public const string ReleasedSums = "sums.released";

    /// <summary>Released integers with what they answer and what follows from them: body of <see cref="MessageKind.SumsReleased"/>.</summary>
    public const string Release = "release";

    /// <summary>The last centroids, and how many rounds led to them: body of <see cref="MessageKind.ResultReleased"/>.</summary>
    public const string Result = "result";

    /// <summary>Cluster of every record, a byte each.</summary>
    public const string Assignment = "assignment";

    /// <summary>A party's contribution to the challenge of a round.</summary>
    /// <param name="party">Its name.</param>
    public static string BeaconContribution(string party) => $"beacon.contribution.{party}";

    /// <summary>One batch of an encrypted column.</summary>
    /// <param name="feature">Index of the feature.</param>
    /// <param name="batch">Index of the batch.</param>
    public static string Feature(int feature, int batch) => FormattableString.Invariant($"feature.{feature}.{batch}");

    /// <summary>Encrypted weights as they were evaluated: whoever holds the secret key must not get them.</summary>
    /// <param name="item">Batch times the ciphertexts of a batch, and the ciphertext.</param>
    public static string Weights(int item) => FormattableString.Invariant($"weights.{item}");

    /// <summary>Encrypted weights under fresh encryptions of zero.</summary>
    /// <param name="item">As in <see cref="Weights"/>.</param>
    public static string MaskedWeights(int item) => FormattableString.Invariant($"weights.masked.{item}");
}
