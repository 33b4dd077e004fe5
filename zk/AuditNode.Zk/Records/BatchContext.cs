using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Records;

/// <summary>The context of the attribution of consecutive records by one proof: AuditLedger.appendBatch.</summary>
/// <param name="chainId">The chain's id (EIP-155).</param>
/// <param name="ledger">Address of the AuditLedger contract, 20 bytes.</param>
/// <param name="jobId">The job, 32 bytes.</param>
/// <param name="institution">Address of the institution, 20 bytes: the sender of the transaction.</param>
/// <param name="firstSequence">Number of the first record in the stream of this job and institution: 0 to 2^40 - 1.</param>
/// <param name="previousHash">Hash of the record before the first, 32 bytes; of record 0 the stream's id (<see cref="StreamId"/>).</param>
/// <param name="recordHashes">SHA-256 of 1 to 256 canonical records, 32 bytes each, one after the other.</param>
/// <exception cref="ProofParameterException">A length, the number of records or the sequence is out of range.</exception>
public sealed class BatchContext(
    ulong chainId, ReadOnlySpan<byte> ledger, ReadOnlySpan<byte> jobId, ReadOnlySpan<byte> institution, ulong firstSequence,
    ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> recordHashes)
    : ProofContext(Begin("AuditNode-V01-batch-CMPT-with-sigma-proofs_Keccak256_BN254"u8, 9, chainId, ledger)
        .Word(jobId, nameof(jobId))
        .Address(institution, nameof(institution))
        .Number(RecordSequence.Checked(firstSequence))
        .Number(Count(recordHashes))
        .Word(previousHash, nameof(previousHash))
        .Word(Keccak256.HashData(recordHashes), nameof(recordHashes))
        .ToTag())
{
    /// <summary>The most records of a batch.</summary>
    public const int MaximumCount = 256;

    private static ulong Count(ReadOnlySpan<byte> recordHashes)
    {
        int count = recordHashes.Length / WordByteCount;
        ProofParameterException.ThrowIfOutside(count, 1, MaximumCount, nameof(recordHashes));
        ProofParameterException.ThrowIfLengthIsNot(recordHashes.Length, count * WordByteCount, nameof(recordHashes));
        return (ulong)count;
    }
}
