using System.Numerics;
using AuditNode.Chain;
using AuditNode.Records.Operations;

namespace AuditNode.Verifier.State;

/// <summary>Where AuditLedger stores a record's hash: slot <c>keccak256(abi.encode(streamId, 0)) + sequence</c> (docs/contracts.md).</summary>
public static class RecordSlot
{
    /// <summary>The slot.</summary>
    /// <param name="chainId">The chain's id.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="sequence">The record's number.</param>
    public static Bytes32 Of(ulong chainId, Address ledger, Bytes32 jobId, Address institution, ulong sequence)
    {
        Bytes32 stream = OperationRecord.StreamIdOf((long)chainId, ledger, jobId, institution);
        BigInteger first = Keccak256.HashData((byte[])[.. stream.ToArray(), .. Bytes32.Zero.ToArray()]).ToUInt256();
        return Bytes32.FromUInt256((first + sequence) & ((BigInteger.One << 256) - 1));
    }
}
