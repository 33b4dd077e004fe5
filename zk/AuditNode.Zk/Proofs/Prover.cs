using System.Security.Cryptography;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>Makes non-interactive proofs of linear relations. Safe for concurrent use.</summary>
/// <remarks>
/// Work on witness and nonces takes a time that depends on the relation only. Before anything is proven, the relation is validated and
/// the witness checked against it, so that neither a faulty statement nor a wrong value leaves as a proof.
/// Source: "Non-interactive Sigma Protocols" in draft-irtf-cfrg-sigma-protocols; unlike there, a challenge of zero is never answered.
/// </remarks>
public sealed class Prover<TCurve>
    where TCurve : struct, ICurve
{
    // Each of them fails with probability 2^-250: a second failure means that nonces are not what they should be.
    private const uint MaximumAttempts = 4;

    private readonly Ciphersuite<TCurve> _suite;
    private readonly INonceSource<TCurve> _nonces;

    /// <summary>A prover whose nonces are derived from the secrets and the operating system's randomness.</summary>
    /// <param name="suite">Group and transcript.</param>
    public Prover(Ciphersuite<TCurve> suite)
        : this(suite, new SyntheticNonces<TCurve>(suite, RandomNumberGenerator.Fill))
    {
    }

    internal Prover(Ciphersuite<TCurve> suite, INonceSource<TCurve> nonces)
    {
        ArgumentNullException.ThrowIfNull(suite);
        _suite = suite;
        _nonces = nonces;
    }

    /// <summary>ProveBatchable: a proof of commitments and responses.</summary>
    /// <param name="tag">Must contain DSFS and the suite's identifier.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="witness">The secrets, by index.</param>
    /// <returns>Ne bytes an equation and 32 a scalar.</returns>
    /// <exception cref="ProofParameterException">The tag lacks a part, or the witness has the wrong length.</exception>
    /// <exception cref="InvalidInstanceException">The relation fails instance validation.</exception>
    /// <exception cref="UnsatisfiedRelationException">The witness does not satisfy the relation.</exception>
    public byte[] ProveBatchable(ReadOnlySpan<byte> tag, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness) =>
        ProveBatchable(_suite.DeriveSessionId(tag, Flavor.Batchable), relation, witness);

    /// <summary>ProveBatchable, with a session identifier that was derived from a tag for batchable proofs.</summary>
    /// <inheritdoc cref="ProveBatchable(ReadOnlySpan{byte}, LinearRelation{TCurve}, ReadOnlySpan{Scalar{TCurve}})"/>
    /// <param name="sessionId">The session identifier.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="witness">The secrets, by index.</param>
    public byte[] ProveBatchable(in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness)
    {
        Transcript transcript = Prove(sessionId, relation, witness);
        byte[] proof = new byte[transcript.Commitments.Length + (Scalar<TCurve>.ByteCount * transcript.Responses.Length)];
        transcript.Commitments.CopyTo(proof, 0);
        WriteScalars(transcript.Responses, proof.AsSpan(transcript.Commitments.Length));
        return proof;
    }

    /// <summary>ProveCompact: a proof of challenge and responses.</summary>
    /// <param name="tag">Must contain CMPT and the suite's identifier.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="witness">The secrets, by index.</param>
    /// <returns>32 bytes, and 32 a scalar.</returns>
    /// <exception cref="ProofParameterException">The tag lacks a part, or the witness has the wrong length.</exception>
    /// <exception cref="InvalidInstanceException">The relation fails instance validation.</exception>
    /// <exception cref="UnsatisfiedRelationException">The witness does not satisfy the relation.</exception>
    public byte[] ProveCompact(ReadOnlySpan<byte> tag, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness) =>
        ProveCompact(_suite.DeriveSessionId(tag, Flavor.Compact), relation, witness);

    /// <summary>ProveCompact, with a session identifier that was derived from a tag for compact proofs.</summary>
    /// <inheritdoc cref="ProveCompact(ReadOnlySpan{byte}, LinearRelation{TCurve}, ReadOnlySpan{Scalar{TCurve}})"/>
    /// <param name="sessionId">The session identifier.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="witness">The secrets, by index.</param>
    public byte[] ProveCompact(in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness)
    {
        Transcript transcript = Prove(sessionId, relation, witness);
        byte[] proof = new byte[Scalar<TCurve>.ByteCount * (1 + transcript.Responses.Length)];
        transcript.Challenge.Write(proof);
        WriteScalars(transcript.Responses, proof.AsSpan(Scalar<TCurve>.ByteCount));
        return proof;
    }

    /// <summary>ProverCommitment: map(relation, nonces), encoded, and the state that answers one challenge.</summary>
    /// <returns>No bytes if a commitment is the identity, which has no encoding.</returns>
    internal (byte[]? Commitments, ProverState<TCurve> State) Commit(
        in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness, uint attempt)
    {
        Scalar<TCurve>[] nonces = GC.AllocateArray<Scalar<TCurve>>(witness.Length, pinned: true);
        _nonces.Fill(sessionId, relation, witness, attempt, nonces);
        var rows = new RelationRows<TCurve>(relation);
        var commitments = new GroupElement<TCurve>[relation.Equations.Length];
        for (int i = 0; i < commitments.Length; i++) commitments[i] = rows.MapSecret(i, nonces);
        var state = new ProverState<TCurve>(witness, nonces);
        if (Array.Exists(commitments, commitment => commitment.IsIdentity)) return (null, state);
        byte[] encoded = new byte[commitments.Length * GroupElement<TCurve>.ByteCount];
        GroupElement<TCurve>.WriteAll(commitments, encoded);
        return (encoded, state);
    }

    private Transcript Prove(in SessionId sessionId, LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness)
    {
        ArgumentNullException.ThrowIfNull(relation);
        Check(relation, witness);
        for (uint attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            (byte[]? commitments, ProverState<TCurve> state) = Commit(sessionId, relation, witness, attempt);
            using (state)
            {
                if (commitments is null) continue;
                Scalar<TCurve> challenge = Challenge.Derive(_suite, sessionId, relation, commitments);
                if (challenge.IsZero) continue;
                return new Transcript(commitments, challenge, state.Respond(challenge));
            }
        }

        throw new CryptographicException("No usable commitment was found: the source of nonces does not give random ones.");
    }

    private static void Check(LinearRelation<TCurve> relation, ReadOnlySpan<Scalar<TCurve>> witness)
    {
        if (relation.ValidateInstance() is { } failedCheck) throw new InvalidInstanceException(failedCheck);
        if (witness.Length != relation.NumScalars)
        {
            throw new ProofParameterException(
                nameof(witness), $"The witness has {witness.Length} scalars; this relation takes exactly {relation.NumScalars}.");
        }

        var rows = new RelationRows<TCurve>(relation);
        if (relation.Equations.Length > 2 && rows.IsSatisfiedBy(witness)) return;
        for (int i = 0; i < relation.Equations.Length; i++)
        {
            if (rows.MapSecret(i, witness) != rows.Image(i)) throw new UnsatisfiedRelationException(i);
        }
    }

    private static void WriteScalars(ReadOnlySpan<Scalar<TCurve>> scalars, Span<byte> destination)
    {
        for (int i = 0; i < scalars.Length; i++) scalars[i].Write(destination[(i * Scalar<TCurve>.ByteCount)..]);
    }

    private readonly record struct Transcript(byte[] Commitments, Scalar<TCurve> Challenge, Scalar<TCurve>[] Responses);
}
