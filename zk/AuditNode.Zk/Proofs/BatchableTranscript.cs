using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>A batchable proof that was read, with the challenge that belongs to it; its equations are not checked yet.</summary>
internal sealed record BatchableTranscript<TCurve>(
    LinearRelation<TCurve> Relation, GroupElement<TCurve>[] Commitments, Scalar<TCurve> Challenge, Scalar<TCurve>[] Responses)
    where TCurve : struct, ICurve
{
    /// <summary>Everything that verification does before the equations.</summary>
    public static VerificationResult Read(
        Ciphersuite<TCurve> suite, in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<byte> proof,
        out BatchableTranscript<TCurve>? transcript)
    {
        transcript = null;
        if (relation.ValidateInstance() is not null) return VerificationResult.InvalidInstance;
        long commitmentLength = (long)GroupElement<TCurve>.ByteCount * relation.Equations.Length;
        if (proof.Length != commitmentLength + (Scalar<TCurve>.ByteCount * relation.NumScalars)) return VerificationResult.WrongLength;
        ReadOnlySpan<byte> unread = proof;
        var commitments = new GroupElement<TCurve>[relation.Equations.Length];
        if (!NargReader.TryReadElements(ref unread, commitments)) return VerificationResult.MalformedElement;
        var responses = new Scalar<TCurve>[relation.NumScalars];
        if (!NargReader.TryReadScalars<TCurve>(ref unread, responses)) return VerificationResult.MalformedScalar;
        Scalar<TCurve> challenge = Proofs.Challenge.Derive(suite, sessionId, relation, proof[..(int)commitmentLength]);
        if (challenge.IsZero) return VerificationResult.ZeroChallenge;
        transcript = new BatchableTranscript<TCurve>(relation, commitments, challenge, responses);
        return VerificationResult.Accepted;
    }
}
