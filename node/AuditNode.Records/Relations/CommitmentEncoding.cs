using System.Buffers.Binary;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>
/// Commitments as records hold them: a Pedersen commitment on BN254 is x || y, 64 bytes; a vector commitment that, and its length, 4 bytes
/// big-endian.
/// </summary>
public static class CommitmentEncoding
{
    /// <summary>Bytes of a commitment to a number.</summary>
    public const int ByteCount = 64;

    /// <summary>Bytes of a commitment to a vector.</summary>
    public const int VectorByteCount = ByteCount + sizeof(uint);

    /// <summary>Encodes a commitment to a number.</summary>
    /// <param name="commitment">The commitment.</param>
    public static byte[] Write(Commitment<Bn254> commitment) => commitment.ToBytes();

    /// <summary>Encodes a commitment to a vector.</summary>
    /// <param name="commitment">The commitment.</param>
    public static byte[] Write(VectorCommitment<Bn254> commitment)
    {
        byte[] bytes = new byte[VectorByteCount];
        commitment.Element.Write(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(ByteCount), (uint)commitment.Length);
        return bytes;
    }

    /// <summary>Reads a commitment to a number from a record.</summary>
    /// <param name="commitments">The record's commitments.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="RecordFormatException">It is missing, or no element of the group.</exception>
    public static Commitment<Bn254> Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, string name) =>
        Commitment<Bn254>.TryRead(Find(commitments, name), out Commitment<Bn254> commitment)
            ? commitment
            : throw Refuse(name, $"It must be a point of BN254 other than infinity in {ByteCount} bytes, x || y.");

    /// <summary>Reads a commitment to a vector from a record.</summary>
    /// <param name="commitments">The record's commitments.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="RecordFormatException">It is missing, no element of the group, or its length is out of range.</exception>
    public static VectorCommitment<Bn254> ReadVector(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, string name)
    {
        ReadOnlySpan<byte> bytes = Find(commitments, name);
        if (bytes.Length != VectorByteCount || !GroupElement<Bn254>.TryRead(bytes[..ByteCount], out GroupElement<Bn254> element))
            throw Refuse(name, $"It must be a point of BN254 other than infinity, x || y, and a length, in {VectorByteCount} bytes.");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[ByteCount..]);
        return length is >= 1 and <= PedersenParameters<Bn254>.MaximumLength
            ? new VectorCommitment<Bn254>(element, (int)length)
            : throw Refuse(name, $"Its vector has {length} entries; it must have 1 to {PedersenParameters<Bn254>.MaximumLength}.");
    }

    /// <summary>Refuses commitments that no statement is about.</summary>
    internal static void RequireCount(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, int expected)
    {
        if (commitments.Count != expected)
            throw new RecordFormatException("commitments", $"There are {commitments.Count}; records of this kind and job have {expected}.");
    }

    private static ReadOnlySpan<byte> Find(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, string name)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        return commitments.TryGetValue(name, out ReadOnlyMemory<byte> bytes) ? bytes.Span : throw Refuse(name, "It is missing.");
    }

    private static RecordFormatException Refuse(string name, string message) => new($"commitments.{name}", message);
}
