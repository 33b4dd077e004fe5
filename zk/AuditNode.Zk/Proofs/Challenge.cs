using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>The Fiat-Shamir challenge.</summary>
internal static class Challenge
{
    /// <summary>
    /// DeriveChallenge: session identifier, whole statement, then exactly the commitment bytes that the proof carries or implies.
    /// </summary>
    public static Scalar<TCurve> Derive<TCurve>(
        Ciphersuite<TCurve> suite, in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<byte> commitments)
        where TCurve : struct, ICurve
    {
        using IDuplexSponge sponge = suite.CreateSponge(sessionId);
        sponge.Absorb(relation.AsEncoded());
        sponge.Absorb(commitments);
        Span<byte> squeezed = stackalloc byte[Ciphersuite<TCurve>.ChallengeByteCount];
        sponge.Squeeze(squeezed);
        return suite.DecodeChallenge(squeezed);
    }
}
