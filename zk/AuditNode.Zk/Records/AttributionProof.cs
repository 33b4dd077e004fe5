using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Records;

/// <summary>
/// The holder of a proof key commits to exactly one record, batch of records or key registration: a compact proof of knowledge of x with
/// X = x * G, under the session of that context. It says who committed to what, in which order; nothing about whether it is true.
/// </summary>
public static class AttributionProof
{
    /// <summary>Bytes of a proof: challenge and response.</summary>
    public const int ByteCount = 64;

    private static readonly Prover<Bn254> s_prover = new(Ciphersuite.Bn254Keccak256);
    private static readonly Verifier<Bn254> s_verifier = new(Ciphersuite.Bn254Keccak256);

    /// <summary>Proves a record, a batch or the possession of a key.</summary>
    /// <param name="key">The institution's key.</param>
    /// <param name="context">A <see cref="RecordContext"/>, <see cref="BatchContext"/> or <see cref="KeyContext"/>.</param>
    /// <returns>64 bytes.</returns>
    /// <exception cref="ProofParameterException">The context is that of a relation.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static byte[] Prove(ProofKey key, ProofContext context)
    {
        ArgumentNullException.ThrowIfNull(key);
        ThrowIfRelation(context);
        return s_prover.ProveCompact(context.SessionId, Relation(key.PublicKey), key.Secret);
    }

    /// <summary>Verifies a proof of untrusted origin.</summary>
    /// <param name="context">The context, put together by the verifier.</param>
    /// <param name="publicKey">The institution's registered key.</param>
    /// <param name="proof">The proof.</param>
    /// <exception cref="ProofParameterException">The context is that of a relation.</exception>
    public static VerificationResult Verify(ProofContext context, in GroupElement<Bn254> publicKey, ReadOnlySpan<byte> proof)
    {
        ThrowIfRelation(context);
        return s_verifier.VerifyCompact(context.SessionId, Relation(publicKey), proof);
    }

    /// <summary>The statement, "discrete_logarithm" of the draft's vectors: elements G and X, image X, term x * G.</summary>
    /// <param name="publicKey">X.</param>
    public static LinearRelation<Bn254> Relation(in GroupElement<Bn254> publicKey) => new AttributedRelation(publicKey).Builder.Build();

    private static void ThrowIfRelation(ProofContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context is RelationContext)
        {
            throw new ProofParameterException(
                nameof(context), "A relation context takes a proof of a whole relation; use RelationRecordProof.");
        }
    }
}
