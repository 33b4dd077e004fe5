using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>
/// Verifies non-interactive proofs of linear relations. Proofs may come from anybody; session identifier or tag, and relation, must be
/// the verifier's own. Variable time: everything here is public. Safe for concurrent use.
/// </summary>
/// <param name="suite">Group and transcript.</param>
/// <remarks>
/// A proof is not unique and must not stand for its statement, for example to recognise repetitions: whoever knows the witness can make
/// others. Source: "Non-interactive Sigma Protocols" in draft-irtf-cfrg-sigma-protocols; unlike there, a challenge of zero is rejected.
/// </remarks>
public sealed class Verifier<TCurve>(Ciphersuite<TCurve> suite)
    where TCurve : struct, ICurve
{
    private readonly Ciphersuite<TCurve> _suite = suite ?? throw new ArgumentNullException(nameof(suite));

    /// <summary>VerifyBatchable.</summary>
    /// <param name="tag">The tag for which the proof must have been made; must contain DSFS and the suite's identifier.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="proof">The proof, of untrusted origin.</param>
    /// <exception cref="ProofParameterException">The tag lacks a part.</exception>
    public VerificationResult VerifyBatchable(ReadOnlySpan<byte> tag, LinearRelation<TCurve> relation, ReadOnlySpan<byte> proof) =>
        VerifyBatchable(_suite.DeriveSessionId(tag, Flavor.Batchable), relation, proof);

    /// <summary>VerifyBatchable, with a session identifier that was derived from a tag for batchable proofs.</summary>
    /// <param name="sessionId">The session for which the proof must have been made.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="proof">The proof, of untrusted origin.</param>
    public VerificationResult VerifyBatchable(in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(relation);
        VerificationResult read =
            BatchableTranscript<TCurve>.Read(_suite, sessionId, relation, proof, out BatchableTranscript<TCurve>? transcript);
        if (transcript is null) return read;
        var rows = new RelationRows<TCurve>(relation);
        for (int i = 0; i < transcript.Commitments.Length; i++)
        {
            if (rows.SimulateCommitment(i, transcript.Challenge, transcript.Responses) != transcript.Commitments[i])
                return VerificationResult.EquationMismatch;
        }

        return VerificationResult.Accepted;
    }

    /// <summary>VerifyCompact.</summary>
    /// <param name="tag">The tag for which the proof must have been made; must contain CMPT and the suite's identifier.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="proof">The proof, of untrusted origin.</param>
    /// <exception cref="ProofParameterException">The tag lacks a part.</exception>
    public VerificationResult VerifyCompact(ReadOnlySpan<byte> tag, LinearRelation<TCurve> relation, ReadOnlySpan<byte> proof) =>
        VerifyCompact(_suite.DeriveSessionId(tag, Flavor.Compact), relation, proof);

    /// <summary>VerifyCompact, with a session identifier that was derived from a tag for compact proofs.</summary>
    /// <param name="sessionId">The session for which the proof must have been made.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="proof">The proof, of untrusted origin.</param>
    public VerificationResult VerifyCompact(in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(relation);
        if (relation.ValidateInstance() is not null) return VerificationResult.InvalidInstance;
        if (proof.Length != Scalar<TCurve>.ByteCount * (1 + relation.NumScalars)) return VerificationResult.WrongLength;
        var scalars = new Scalar<TCurve>[1 + relation.NumScalars];
        if (!NargReader.TryReadScalars<TCurve>(ref proof, scalars)) return VerificationResult.MalformedScalar;
        Scalar<TCurve> challenge = scalars[0];
        if (challenge.IsZero) return VerificationResult.ZeroChallenge;

        var rows = new RelationRows<TCurve>(relation);
        var commitments = new GroupElement<TCurve>[relation.Equations.Length];
        for (int i = 0; i < commitments.Length; i++)
        {
            commitments[i] = rows.SimulateCommitment(i, challenge, scalars.AsSpan(1));
            if (commitments[i].IsIdentity) return VerificationResult.IdentityCommitment;
        }

        byte[] encoded = new byte[commitments.Length * GroupElement<TCurve>.ByteCount];
        GroupElement<TCurve>.WriteAll(commitments, encoded);
        return Challenge.Derive(_suite, sessionId, relation, encoded) == challenge
            ? VerificationResult.Accepted
            : VerificationResult.ChallengeMismatch;
    }
}
