using System.Buffers.Binary;
using System.Text;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>
/// The generators of Pedersen commitments: G for values, H for blindings and H_0, H_1, ... for the entries of vectors. The same for
/// everybody. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// G is the standard generator of the group. The others have no known discrete logarithm to any other, because nobody chose them: they
/// are hash_to_curve (RFC 9380) of published messages under <see cref="DomainSeparationTag"/>. The message of H is the eight ASCII
/// bytes "blinding", and that of H_i the seven ASCII bytes "vector-" and I2OSP(i, 4).
/// </para>
/// <para>
/// Commitments hide perfectly, whatever the attacker can compute. They bind as long as discrete logarithms are hard: about 100 bits on
/// BN254, 128 on P-256.
/// </para>
/// </remarks>
public sealed class PedersenParameters<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>The most entries that a vector can have.</summary>
    public const int MaximumLength = 1 << 24;

    private readonly Lock _extension = new();
    private readonly byte[] _tag;
    private volatile GroupElement<TCurve>[] _vector = [];

    private PedersenParameters()
    {
        DomainSeparationTag = $"AuditNode-V01-pedersen-with-{TCurve.HashToCurveSuite}";
        _tag = Encoding.ASCII.GetBytes(DomainSeparationTag);
        BlindingGenerator = HashToCurve.Hash<TCurve>("blinding"u8, _tag);
        BlindingBase = new FixedBase<TCurve>(BlindingGenerator);
    }

    /// <summary>The generators of this curve.</summary>
    public static PedersenParameters<TCurve> Standard { get; } = new();

    /// <summary>The domain separation tag of hash_to_curve, in ASCII.</summary>
    public string DomainSeparationTag { get; }

    /// <summary>G, the standard generator of the group.</summary>
    public GroupElement<TCurve> ValueGenerator => GroupElement<TCurve>.Generator;

    /// <summary>H.</summary>
    public GroupElement<TCurve> BlindingGenerator { get; }

    /// <summary>H_0 to H_(count - 1). They are computed when they are first asked for, and kept.</summary>
    /// <param name="count">1 to 2^24.</param>
    /// <exception cref="ProofParameterException">The count is out of range.</exception>
    public ReadOnlySpan<GroupElement<TCurve>> VectorGenerators(int count) => VectorGeneratorArray(count).AsSpan(0, count);

    /// <summary>At least the first <paramref name="count"/> vector generators; never to be written to.</summary>
    internal GroupElement<TCurve>[] VectorGeneratorArray(int count)
    {
        ProofParameterException.ThrowIfOutside(count, 1, MaximumLength, nameof(count));
        if (_vector.Length < count) Extend(count);
        return _vector;
    }

    /// <summary>H with its table of multiples.</summary>
    internal FixedBase<TCurve> BlindingBase { get; }

    /// <summary>value * G + blinding * H, in constant time.</summary>
    internal GroupElement<TCurve> Commit(in Scalar<TCurve> value, in Scalar<TCurve> blinding) =>
        FixedBase<TCurve>.Generator.Multiply(value) + BlindingBase.Multiply(blinding);

    private void Extend(int count)
    {
        lock (_extension)
        {
            GroupElement<TCurve>[] known = _vector;
            if (known.Length >= count) return;
            var longer = new GroupElement<TCurve>[count];
            known.CopyTo(longer, 0);
            Parallel.For(known.Length, count, i => longer[i] = HashIndex((uint)i));
            _vector = longer;
        }
    }

    private GroupElement<TCurve> HashIndex(uint index)
    {
        ReadOnlySpan<byte> label = "vector-"u8;
        Span<byte> message = stackalloc byte[label.Length + sizeof(uint)];
        label.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message[label.Length..], index);
        return HashToCurve.Hash<TCurve>(message, _tag);
    }
}
