using System.Buffers.Binary;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Records;

/// <summary>The id of a stream of records, which stands in for the hash of the record before record 0.</summary>
public static class StreamId
{
    /// <summary>Keccak-256 of abi.encode(chainId, ledger, jobId, institution), as the contract has it.</summary>
    /// <param name="chainId">The chain's id (EIP-155).</param>
    /// <param name="ledger">Address of the AuditLedger contract, 20 bytes.</param>
    /// <param name="jobId">The job, 32 bytes.</param>
    /// <param name="institution">Address of the institution, 20 bytes.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ProofParameterException">A length is out of range.</exception>
    public static byte[] Derive(ulong chainId, ReadOnlySpan<byte> ledger, ReadOnlySpan<byte> jobId, ReadOnlySpan<byte> institution)
    {
        ProofParameterException.ThrowIfLengthIsNot(ledger.Length, ProofContext.AddressByteCount, nameof(ledger));
        ProofParameterException.ThrowIfLengthIsNot(jobId.Length, ProofContext.WordByteCount, nameof(jobId));
        ProofParameterException.ThrowIfLengthIsNot(institution.Length, ProofContext.AddressByteCount, nameof(institution));
        const int word = ProofContext.WordByteCount, padding = word - ProofContext.AddressByteCount;
        Span<byte> encoded = stackalloc byte[4 * word];
        encoded.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(encoded[(word - sizeof(ulong))..], chainId);
        ledger.CopyTo(encoded[(word + padding)..]);
        jobId.CopyTo(encoded[(2 * word)..]);
        institution.CopyTo(encoded[((3 * word) + padding)..]);
        return Keccak256.HashData(encoded);
    }
}
