namespace AuditNode.Zk.Records;

/// <summary>The context of a record with a relation: AuditLedger.appendRelation.</summary>
/// <param name="chainId">The chain's id (EIP-155).</param>
/// <param name="ledger">Address of the AuditLedger contract, 20 bytes.</param>
/// <param name="jobId">The job, 32 bytes.</param>
/// <param name="institution">Address of the institution, 20 bytes: the sender of the transaction.</param>
/// <param name="sequence">Number of the record in the stream of this job and institution: 0 to 2^40 - 1.</param>
/// <param name="previousHash">Hash of the record before, 32 bytes; of record 0 the stream's id (<see cref="StreamId"/>).</param>
/// <param name="recordHash">SHA-256 of the canonical record, 32 bytes.</param>
/// <exception cref="ProofParameterException">A length or the sequence is out of range.</exception>
public sealed class RelationContext(
    ulong chainId, ReadOnlySpan<byte> ledger, ReadOnlySpan<byte> jobId, ReadOnlySpan<byte> institution, ulong sequence,
    ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> recordHash)
    : ProofContext(Begin("AuditNode-V01-relation-CMPT-with-sigma-proofs_Keccak256_BN254"u8, 8, chainId, ledger)
        .Word(jobId, nameof(jobId))
        .Address(institution, nameof(institution))
        .Number(RecordSequence.Checked(sequence))
        .Word(previousHash, nameof(previousHash))
        .Word(recordHash, nameof(recordHash))
        .ToTag());
