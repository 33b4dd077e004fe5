using System.Numerics;
using AuditNode.Chain;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Verifier.Proofs;

/// <summary>Verifies, on this machine and from calldata alone, the proofs with which records were anchored. What the contract said does not count.</summary>
/// <param name="chainId">The chain's id.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="jobId">The job.</param>
public sealed class RecordProofs(ulong chainId, Address ledger, Bytes32 jobId)
{
    /// <summary>Verifies the proof of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="institution">Who made it.</param>
    /// <param name="previousHash">The hash of the record before the first of the call.</param>
    /// <param name="key">The key that the institution had.</param>
    /// <returns>Null where it holds, and else the code and the reason.</returns>
    public (string Code, string Reason)? Verify(AppendCall call, Address institution, Bytes32 previousHash, KeyPeriod key)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(key);
        if (key.Element is not { } publicKey) return (FindingCode.ProofKey, $"Key {key.Version} of the institution is no point of the curve.");
        return call switch
        {
            AppendCall.Single single => KeyMismatch(single.KeyY, key) ?? Outcome(
                VerifyAttribution(new RecordContext(
                    chainId, ledger.ToArray(), jobId.ToArray(), institution.ToArray(), single.Sequence, previousHash.ToArray(), single.RecordHash.ToArray()),
                    publicKey, single.Challenge, single.Response)),
            AppendCall.Batch batch => KeyMismatch(batch.KeyY, key) ?? Outcome(
                batch.RecordHashes.Count is 0 or > BatchContext.MaximumCount
                    ? VerificationResult.WrongRelation
                    : VerifyAttribution(new BatchContext(
                        chainId, ledger.ToArray(), jobId.ToArray(), institution.ToArray(), batch.FirstSequence, previousHash.ToArray(),
                        [.. batch.RecordHashes.SelectMany(hash => hash.ToArray())]),
                        publicKey, batch.Challenge, batch.Response)),
            AppendCall.Relation relation => Outcome(VerifyRelation(relation, institution, previousHash, publicKey)),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.GetType().Name, "It is no call that anchors."),
        };
    }

    private static VerificationResult VerifyAttribution(ProofContext context, in GroupElement<Bn254> publicKey, BigInteger challenge, BigInteger response) =>
        AttributionProof.Verify(context, publicKey, [.. Bytes32.FromUInt256(challenge).ToArray(), .. Bytes32.FromUInt256(response).ToArray()]);

    private VerificationResult VerifyRelation(AppendCall.Relation call, Address institution, Bytes32 previousHash, in GroupElement<Bn254> publicKey)
    {
        if (!LinearRelation<Bn254>.TryRead(call.Instance.Span, out LinearRelation<Bn254>? relation)) return VerificationResult.InvalidInstance;
        var context = new RelationContext(
            chainId, ledger.ToArray(), jobId.ToArray(), institution.ToArray(), call.Sequence, previousHash.ToArray(), call.RecordHash.ToArray());
        return RelationRecordProof.Verify(context, publicKey, relation, call.Proof.Span);
    }

    private static (string Code, string Reason)? KeyMismatch(BigInteger keyY, KeyPeriod key) => keyY == key.Y
        ? null
        : (FindingCode.ProofKey, $"The call names another key than key {key.Version}, which the institution had then.");

    private static (string Code, string Reason)? Outcome(VerificationResult result) => result == VerificationResult.Accepted
        ? null
        : (FindingCode.ProofInvalid, $"The proof in the transaction does not hold: {result}.");
}
