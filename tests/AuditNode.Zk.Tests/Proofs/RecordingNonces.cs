using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>Passes nonces on and remembers them.</summary>
internal sealed class RecordingNonces(INonceSource<Bn254> source) : INonceSource<Bn254>
{
    public List<Scalar<Bn254>> Taken { get; } = [];

    public void Fill(
        in SessionId sessionId, LinearRelation<Bn254> relation, ReadOnlySpan<Scalar<Bn254>> witness, uint attempt, Span<Scalar<Bn254>> nonces)
    {
        source.Fill(sessionId, relation, witness, attempt, nonces);
        Taken.AddRange(nonces);
    }
}

/// <summary>Always the same nonce: what must never happen.</summary>
internal sealed class ConstantNonces(Scalar<Bn254> value) : INonceSource<Bn254>
{
    public void Fill(
        in SessionId sessionId, LinearRelation<Bn254> relation, ReadOnlySpan<Scalar<Bn254>> witness, uint attempt, Span<Scalar<Bn254>> nonces) =>
        nonces.Fill(value);
}
