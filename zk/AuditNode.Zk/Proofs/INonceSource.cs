using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>Where a prover's nonces come from.</summary>
internal interface INonceSource<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>Fills in one nonce for each scalar of the witness.</summary>
    /// <param name="sessionId">The session in which the proof is made.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="witness">The secrets.</param>
    /// <param name="attempt">0, and one more for every repetition of the same proof.</param>
    /// <param name="nonces">As long as the witness.</param>
    void Fill(
        in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness, uint attempt, Span<Scalar<TCurve>> nonces);
}

/// <summary>Fills a buffer with unpredictable bytes.</summary>
internal delegate void EntropySource(Span<byte> destination);
