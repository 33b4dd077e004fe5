using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AuditNode.Chain;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>
/// A secret of one institution and job from which the blindings of its commitments follow, so that an operation that is reported again after a
/// crash, or a later one that uses the same numbers, finds the same commitments without stored openings. Dispose overwrites it with zeros.
/// </summary>
/// <remarks>
/// blinding = HMAC-SHA-512(seed, "AuditNode.Records/blinding/1" || jobId || round, 4 || length of the name, 2 || name || value) modulo the
/// order, integers big-endian. The committed value is part of it: another value under the same name gets an independent blinding.
/// Whoever has the seed can open the job's commitments; store it like a key.
/// </remarks>
public sealed class BlindingSeed : IDisposable
{
    /// <summary>Bytes of a seed.</summary>
    public const int ByteCount = 32;

    private const int IntegerByteCount = 32;

    private readonly byte[] _seed = GC.AllocateArray<byte>(ByteCount, pinned: true);
    private readonly Bytes32 _jobId;
    private bool _disposed;

    /// <summary>Takes a seed and overwrites the given bytes with zeros.</summary>
    /// <param name="seed">32 random bytes.</param>
    /// <param name="jobId">The job.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public BlindingSeed(Span<byte> seed, Bytes32 jobId)
    {
        if (seed.Length != ByteCount) throw new ArgumentException($"A seed has {ByteCount} bytes, not {seed.Length}.", nameof(seed));
        seed.CopyTo(_seed);
        CryptographicOperations.ZeroMemory(seed);
        _jobId = jobId;
    }

    private static ReadOnlySpan<byte> Domain => "AuditNode.Records/blinding/1"u8;

    /// <summary>Overwrites the seed with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_seed);
    }

    /// <summary>The opening of a number.</summary>
    /// <param name="round">The round, 0 outside of rounds.</param>
    /// <param name="name">The commitment's name.</param>
    /// <param name="value">Any number below 2^200 in absolute value.</param>
    internal Opening<Bn254> Open(int round, string name, BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[IntegerByteCount];
        SignedInteger.Write(value, bytes);
        var opening = new Opening<Bn254>(SignedInteger.ToScalar(value), Blinding(round, name, bytes));
        CryptographicOperations.ZeroMemory(bytes);
        return opening;
    }

    /// <summary>The opening of a column.</summary>
    /// <param name="name">The commitment's name.</param>
    /// <param name="column">1 to 2^24 numbers.</param>
    internal VectorOpening<Bn254> Open(string name, ReadOnlySpan<long> column)
    {
        var values = new Scalar<Bn254>[column.Length];
        for (int i = 0; i < values.Length; i++) values[i] = SignedScalar.FromInt64<Bn254>(column[i]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(column), digest);
        var opening = new VectorOpening<Bn254>(values, Blinding(0, name, digest));
        CryptographicOperations.ZeroMemory(digest);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values.AsSpan()));
        return opening;
    }

    private Scalar<Bn254> Blinding(int round, string name, ReadOnlySpan<byte> value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA512, _seed);
        byte[] label = Encoding.UTF8.GetBytes(name);
        Span<byte> header = stackalloc byte[Bytes32.ByteCount + sizeof(uint) + sizeof(ushort)];
        _jobId.Write(header);
        BinaryPrimitives.WriteInt32BigEndian(header[Bytes32.ByteCount..], round);
        BinaryPrimitives.WriteUInt16BigEndian(header[(Bytes32.ByteCount + sizeof(uint))..], checked((ushort)label.Length));
        hash.AppendData(Domain);
        hash.AppendData(header);
        hash.AppendData(label);
        hash.AppendData(value);
        Span<byte> uniform = stackalloc byte[SHA512.HashSizeInBytes];
        hash.GetHashAndReset(uniform);
        Scalar<Bn254> blinding = Scalar<Bn254>.FromUniformBytes(uniform);
        CryptographicOperations.ZeroMemory(uniform);
        return blinding;
    }
}
