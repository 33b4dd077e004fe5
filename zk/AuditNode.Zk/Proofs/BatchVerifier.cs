using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>A batchable proof with what it is to be verified against.</summary>
/// <param name="SessionId">The session for which the proof must have been made.</param>
/// <param name="Relation">The statement.</param>
/// <param name="Proof">The proof, of untrusted origin.</param>
public readonly record struct BatchableProof<TCurve>(SessionId SessionId, LinearRelation<TCurve> Relation, ReadOnlyMemory<byte> Proof)
    where TCurve : struct, ICurve;

/// <summary>
/// Verifies many batchable proofs by one random linear combination of all their equations: much faster than one by one, and wrong with
/// probability 2^-128 at most. Safe for concurrent use.
/// </summary>
/// <param name="suite">Group and transcript.</param>
/// <remarks>
/// The coefficients are derived from every session, statement and whole proof, responses included: a prover that knows the
/// coefficients while it can still choose a response can make errors cancel. Source: "Batch verification" in
/// draft-irtf-cfrg-sigma-protocols.
/// </remarks>
public sealed class BatchVerifier<TCurve>(Ciphersuite<TCurve> suite)
    where TCurve : struct, ICurve
{
    private const int WeightByteCount = 16;

    private readonly Ciphersuite<TCurve> _suite = suite ?? throw new ArgumentNullException(nameof(suite));

    private static ReadOnlySpan<byte> Tag => "irtf-cfrg-sigma-protocols/batch-verify"u8;

    /// <summary>Verifies all proofs at once. An empty batch is accepted.</summary>
    /// <param name="proofs">The proofs, fewer than 2^31.</param>
    /// <returns>
    /// Accepted, or why one of the proofs is rejected; which one it is, is found by verifying them one by one.
    /// </returns>
    public VerificationResult Verify(IReadOnlyList<BatchableProof<TCurve>> proofs)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        var transcripts = new BatchableTranscript<TCurve>[proofs.Count];
        for (int i = 0; i < transcripts.Length; i++)
        {
            VerificationResult read = BatchableTranscript<TCurve>.Read(
                _suite, proofs[i].SessionId, proofs[i].Relation, proofs[i].Proof.Span, out BatchableTranscript<TCurve>? transcript);
            if (transcript is null) return read;
            transcripts[i] = transcript;
        }

        Scalar<TCurve>[] weights = DeriveWeights(proofs);
        var elements = new List<GroupElement<TCurve>> { GroupElement<TCurve>.Generator };
        var coefficients = new List<Scalar<TCurve>> { Scalar<TCurve>.Zero };
        ReadOnlySpan<Scalar<TCurve>> unused = weights;
        foreach (BatchableTranscript<TCurve> transcript in transcripts)
        {
            Append(transcript, unused[..transcript.Commitments.Length], elements, coefficients);
            unused = unused[transcript.Commitments.Length..];
        }

        return MultiScalarMultiplication.VariableTime<TCurve>(elements.ToArray(), coefficients.ToArray()).IsIdentity
            ? VerificationResult.Accepted
            : VerificationResult.EquationMismatch;
    }

    /// <summary>Appends the sum over the equations of weight * (map - challenge * image - commitment); the generator is shared.</summary>
    private static void Append(
        BatchableTranscript<TCurve> transcript, ReadOnlySpan<Scalar<TCurve>> weights, List<GroupElement<TCurve>> elements,
        List<Scalar<TCurve>> coefficients)
    {
        var rows = new RelationRows<TCurve>(transcript.Relation);
        var sums = new Scalar<TCurve>[transcript.Relation.Elements.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            rows.AddSimulatedCommitment(i, weights[i], transcript.Challenge, transcript.Responses, sums);
            elements.Add(transcript.Commitments[i]);
            coefficients.Add(-weights[i]);
        }

        coefficients[0] += sums[0];
        elements.AddRange(transcript.Relation.Elements.AsSpan()[1..]);
        coefficients.AddRange(sums.AsSpan(1));
    }

    /// <summary>Sixteen bytes an equation, little-endian, in the order of proofs and their equations.</summary>
    private Scalar<TCurve>[] DeriveWeights(IReadOnlyList<BatchableProof<TCurve>> proofs)
    {
        using IDuplexSponge sponge = _suite.CreateSponge(_suite.DeriveSessionId(Tag));
        long equations = 0;
        foreach (BatchableProof<TCurve> proof in proofs)
        {
            sponge.Absorb(proof.SessionId.AsSpan());
            sponge.Absorb(proof.Relation.AsEncoded());
            sponge.Absorb(proof.Proof.Span);
            equations += proof.Relation.Equations.Length;
        }

        byte[] squeezed = new byte[checked(WeightByteCount * equations)];
        sponge.Squeeze(squeezed);
        var weights = new Scalar<TCurve>[equations];
        Span<byte> wide = stackalloc byte[Scalar<TCurve>.MinimumUniformByteCount];
        wide.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            squeezed.AsSpan(i * WeightByteCount, WeightByteCount).CopyTo(wide);
            weights[i] = Scalar<TCurve>.FromUniformBytesLittleEndian(wide);
        }

        return weights;
    }
}
