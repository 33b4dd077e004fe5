namespace AuditNode.Zk.Proofs;

/// <summary>The outcome of a verification: accepted, or the first reason for a rejection.</summary>
public enum VerificationResult
{
    /// <summary>Nothing was verified. The default value, so that a forgotten result is no acceptance.</summary>
    NotVerified,

    /// <summary>The proof is valid.</summary>
    Accepted,

    /// <summary>The relation fails instance validation.</summary>
    InvalidInstance,

    /// <summary>The relation is not of the form that the record needs: its first equation is not the attribution to the given key.</summary>
    WrongRelation,

    /// <summary>The proof is longer or shorter than the relation demands.</summary>
    WrongLength,

    /// <summary>A scalar of the proof is not below the group's order.</summary>
    MalformedScalar,

    /// <summary>A commitment of the proof is not the encoding of a group element other than the identity.</summary>
    MalformedElement,

    /// <summary>The challenge is zero, under which anybody can answer.</summary>
    ZeroChallenge,

    /// <summary>A commitment that the proof implies is the identity.</summary>
    IdentityCommitment,

    /// <summary>The challenge of a compact proof is not the one that session, relation and commitments give.</summary>
    ChallengeMismatch,

    /// <summary>An equation of a batchable proof, or of a batch, does not hold.</summary>
    EquationMismatch,
}
