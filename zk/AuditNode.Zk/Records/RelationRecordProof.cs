using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Records;

/// <summary>
/// One compact proof that the holder of a proof key committed to a record and that the record's commitments satisfy a relation.
/// </summary>
/// <remarks>
/// The contract sees some relation that begins with the attribution. What it means is for whoever reads the record: they build the
/// relation from the record's commitments and compare encodings, or verify against their own relation.
/// </remarks>
public static class RelationRecordProof
{
    /// <summary>The most equations of a relation that the contract verifies.</summary>
    public const int MaximumEquationsOnChain = 16;

    /// <summary>The most terms and image terms, over all equations, of a relation that the contract verifies.</summary>
    public const int MaximumTermsOnChain = 64;

    /// <summary>The most elements, generator included, of a relation that the contract verifies.</summary>
    public const int MaximumElementsOnChain = 48;

    private static readonly Prover<Bn254> s_prover = new(Ciphersuite.Bn254Keccak256);
    private static readonly Verifier<Bn254> s_verifier = new(Ciphersuite.Bn254Keccak256);

    /// <summary>Proves a record with a relation.</summary>
    /// <param name="key">The institution's key.</param>
    /// <param name="context">The record.</param>
    /// <param name="relation">The attribution to this key, and the record's relation behind it.</param>
    /// <param name="witness">All secrets of the relation except the key, which is assigned here.</param>
    /// <returns>32 bytes, and 32 for each scalar.</returns>
    /// <exception cref="ProofParameterException">The relation is attributed to another key, or a secret is missing.</exception>
    /// <exception cref="InvalidInstanceException">The relation fails instance validation.</exception>
    /// <exception cref="UnsatisfiedRelationException">The secrets do not satisfy the relation.</exception>
    public static byte[] Prove(ProofKey key, RelationContext context, AttributedRelation relation, Witness<Bn254> witness)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(witness);
        LinearRelation<Bn254> built = relation.Builder.Build();
        if (!AttributedRelation.Begins(built, key.PublicKey))
        {
            throw new ProofParameterException(
                nameof(relation), "The relation is attributed to another key; build it with this key's public key.");
        }

        relation.Assign(witness, key);
        return s_prover.ProveCompact(context.SessionId, built, witness.AsSpan());
    }

    /// <summary>Verifies a proof of untrusted origin.</summary>
    /// <param name="context">The context, put together by the verifier.</param>
    /// <param name="publicKey">The institution's registered key.</param>
    /// <param name="relation">The relation; its beginning is checked, its meaning is not.</param>
    /// <param name="proof">The proof.</param>
    public static VerificationResult Verify(
        RelationContext context, in GroupElement<Bn254> publicKey, LinearRelation<Bn254> relation, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(context);
        return AttributedRelation.Begins(relation, publicKey)
            ? s_verifier.VerifyCompact(context.SessionId, relation, proof)
            : VerificationResult.WrongRelation;
    }

    /// <summary>Whether a relation is small enough for the contract; larger ones are anchored by hash and verified elsewhere.</summary>
    /// <param name="relation">The relation.</param>
    public static bool FitsOnChain(LinearRelation<Bn254> relation)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return relation.Equations.Length <= MaximumEquationsOnChain
            && relation.Elements.Length <= MaximumElementsOnChain
            && relation.Equations.Sum(equation => (long)equation.Terms.Length + equation.Image.Length) <= MaximumTermsOnChain;
    }
}
