using System.Collections.Immutable;
using System.Security.Cryptography;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>The bits of a secret number, each with an opening of its own. Dispose overwrites them with zeros.</summary>
public sealed class BitDecomposition<TCurve> : IDisposable
    where TCurve : struct, ICurve
{
    private readonly Opening<TCurve>[] _bits;

    private BitDecomposition(Opening<TCurve>[] bits, PedersenParameters<TCurve> parameters)
    {
        _bits = bits;
        Commitments = [.. bits.Select(bit => bit.Commit(parameters))];
    }

    /// <summary>The openings of the bits, least significant first.</summary>
    public IReadOnlyList<Opening<TCurve>> Bits => _bits;

    /// <summary>The public commitments to the bits, least significant first.</summary>
    public ImmutableArray<Commitment<TCurve>> Commitments { get; }

    /// <summary>The blinding of the sum of 2^i * (commitment to bit i).</summary>
    internal Scalar<TCurve> WeightedBlinding
    {
        get
        {
            Scalar<TCurve> sum = Scalar<TCurve>.Zero;
            for (int i = _bits.Length - 1; i >= 0; i--) sum = sum + sum + _bits[i].Blinding;
            return sum;
        }
    }

    /// <summary>Takes a number apart and commits to its bits, in constant time for all numbers in range.</summary>
    /// <param name="parameters">The generators.</param>
    /// <param name="value">A number in [0, 2^bits).</param>
    /// <param name="bits">1 to 252.</param>
    /// <exception cref="ProofParameterException">The number of bits is out of range, or too small for the value.</exception>
    public static BitDecomposition<TCurve> Create(PedersenParameters<TCurve> parameters, in Scalar<TCurve> value, int bits)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ProofParameterException.ThrowIfOutside(bits, 1, RangeRelation<TCurve>.MaximumBits, nameof(bits));
        Span<byte> bytes = stackalloc byte[Scalar<TCurve>.ByteCount];
        value.Write(bytes);
        bytes.Reverse();
        var openings = new Opening<TCurve>[bits];
        for (int i = 0; i < bits; i++)
        {
            openings[i] = Opening<TCurve>.Create(Scalar<TCurve>.FromUInt64((uint)(bytes[i >> 3] >> (i & 7)) & 1));
            bytes[i >> 3] &= (byte)~(1 << (i & 7));
        }

        byte rest = 0;
        foreach (byte unread in bytes) rest |= unread;
        CryptographicOperations.ZeroMemory(bytes);
        if (rest == 0) return new BitDecomposition<TCurve>(openings, parameters);
        foreach (Opening<TCurve> opening in openings) opening.Dispose();
        throw new ProofParameterException(nameof(value), $"The value does not lie in [0, 2^{bits}); there is no range proof for it.");
    }

    /// <summary>Overwrites bits and blindings with zeros.</summary>
    public void Dispose()
    {
        foreach (Opening<TCurve> bit in _bits) bit.Dispose();
    }
}
