using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts;

namespace AuditNode.Verifier.OnChain;

/// <summary>A call of the ledger that anchors records, as the calldata of its transaction has it.</summary>
public abstract record AppendCall
{
    private AppendCall()
    {
    }

    /// <summary>One record with an attribution.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Sequence">The record's number.</param>
    /// <param name="RecordHash">Its hash.</param>
    /// <param name="KeyY">y of the proof key.</param>
    /// <param name="Challenge">Of the proof.</param>
    /// <param name="Response">Of the proof.</param>
    public sealed record Single(Bytes32 JobId, ulong Sequence, Bytes32 RecordHash, BigInteger KeyY, BigInteger Challenge, BigInteger Response) : AppendCall;

    /// <summary>Consecutive records with one attribution.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="FirstSequence">The first record's number.</param>
    /// <param name="RecordHashes">Their hashes.</param>
    /// <param name="KeyY">y of the proof key.</param>
    /// <param name="Challenge">Of the proof.</param>
    /// <param name="Response">Of the proof.</param>
    public sealed record Batch(Bytes32 JobId, ulong FirstSequence, IReadOnlyList<Bytes32> RecordHashes, BigInteger KeyY, BigInteger Challenge, BigInteger Response)
        : AppendCall;

    /// <summary>One record with a proof of a relation.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Sequence">The record's number.</param>
    /// <param name="RecordHash">Its hash.</param>
    /// <param name="Instance">The encoded relation.</param>
    /// <param name="Proof">The compact proof.</param>
    public sealed record Relation(Bytes32 JobId, ulong Sequence, Bytes32 RecordHash, ReadOnlyMemory<byte> Instance, ReadOnlyMemory<byte> Proof) : AppendCall;

    /// <summary>The hash that the call gives to a record, or null where it gives none to it.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="sequence">The record's number.</param>
    public Bytes32? HashOf(Bytes32 jobId, ulong sequence) => this switch
    {
        Single call when call.JobId == jobId && call.Sequence == sequence => call.RecordHash,
        Relation call when call.JobId == jobId && call.Sequence == sequence => call.RecordHash,
        Batch call when call.JobId == jobId && sequence >= call.FirstSequence && sequence - call.FirstSequence < (ulong)call.RecordHashes.Count =>
            call.RecordHashes[(int)(sequence - call.FirstSequence)],
        _ => null,
    };

    /// <summary>Decodes calldata.</summary>
    /// <param name="input">The transaction's input.</param>
    /// <returns>Null where it calls none of the three functions.</returns>
    public static AppendCall? Decode(ReadOnlySpan<byte> input)
    {
        if (AuditLedger.AppendCall.TryDecode(input, out var single))
            return new Single(single.JobId, single.Sequence, single.RecordHash, single.KeyY, single.Challenge, single.Response);
        if (AuditLedger.AppendBatchCall.TryDecode(input, out var batch))
            return new Batch(batch.JobId, batch.FirstSequence, batch.RecordHashes, batch.KeyY, batch.Challenge, batch.Response);
        if (AuditLedger.AppendRelationCall.TryDecode(input, out var relation))
            return new Relation(relation.JobId, relation.Sequence, relation.RecordHash, relation.Instance, relation.Proof);
        return null;
    }
}
