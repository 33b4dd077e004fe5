using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

public readonly partial struct GroupElement<TCurve>
{
    /// <summary>Length in bytes of an encoded element: 64 on BN254 (x || y), 33 on P-256 (compressed).</summary>
    public static int ByteCount => TCurve.ElementByteCount;

    private static bool IsCompressed => TCurve.ElementByteCount == FieldElement<BaseField<TCurve>>.ByteCount + 1;

    /// <summary>Reads the canonical encoding. For public encodings; the time depends on where they fail.</summary>
    /// <param name="source"><see cref="ByteCount"/> bytes.</param>
    /// <param name="element">The element, or the identity where there is none.</param>
    /// <returns>
    /// False if the length is wrong, a coordinate is not below p, the point is not on the curve, or the prefix of a compressed point
    /// is not 0x02 or 0x03. The identity has no encoding, so that it is never read: (0, 0) is not on the curve.
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out GroupElement<TCurve> element)
    {
        element = Identity;
        if (source.Length != ByteCount) return false;
        return IsCompressed ? TryReadCompressed(source, ref element) : TryReadUncompressed(source, ref element);
    }

    /// <summary>Writes the canonical encoding, in constant time.</summary>
    /// <param name="destination">At least <see cref="ByteCount"/> bytes, of which the first are written.</param>
    /// <exception cref="IdentityElementException">This is the identity.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Write(Span<byte> destination) => WriteAll([this], destination);

    /// <summary>The canonical encoding in a new array.</summary>
    /// <returns><see cref="ByteCount"/> bytes.</returns>
    /// <exception cref="IdentityElementException">This is the identity.</exception>
    public byte[] ToBytes()
    {
        var bytes = new byte[ByteCount];
        Write(bytes);
        return bytes;
    }

    /// <summary>Writes the encodings of elements one after the other with a single inversion, in constant time for their number.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="destination">At least <see cref="ByteCount"/> bytes an element.</param>
    /// <exception cref="IdentityElementException">One of them is the identity; nothing is written.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteAll(ReadOnlySpan<GroupElement<TCurve>> elements, Span<byte> destination)
    {
        if (destination.Length / ByteCount < elements.Length)
        {
            throw new ArgumentException(
                $"{elements.Length} elements of {TCurve.Name} take {ByteCount} bytes each, but the destination has {destination.Length} bytes.",
                nameof(destination));
        }

        foreach (ref readonly GroupElement<TCurve> element in elements)
        {
            if (element.IsIdentity) throw new IdentityElementException(TCurve.Name);
        }

        AffinePoint<TCurve>[] points = Normalize(elements);
        for (int i = 0; i < points.Length; i++)
        {
            Span<byte> encoding = destination.Slice(i * ByteCount, ByteCount);
            if (IsCompressed)
            {
                encoding[0] = (byte)(2 + (points[i].Y.IsOddMask & 1));
                points[i].X.Write(encoding[1..]);
            }
            else
            {
                points[i].X.Write(encoding);
                points[i].Y.Write(encoding[FieldElement<BaseField<TCurve>>.ByteCount..]);
            }
        }
    }

    /// <summary>Affine coordinates with a single inversion; (0, 0) for the identity.</summary>
    internal static AffinePoint<TCurve>[] Normalize(ReadOnlySpan<GroupElement<TCurve>> elements)
    {
        var inverses = new FieldElement<BaseField<TCurve>>[elements.Length];
        for (int i = 0; i < inverses.Length; i++) inverses[i] = elements[i].Z;
        FieldElement<BaseField<TCurve>>.InvertAll(inverses);
        var points = new AffinePoint<TCurve>[elements.Length];
        for (int i = 0; i < points.Length; i++) points[i] = new AffinePoint<TCurve>(elements[i].X * inverses[i], elements[i].Y * inverses[i]);
        return points;
    }

    private static bool TryReadUncompressed(ReadOnlySpan<byte> source, ref GroupElement<TCurve> element)
    {
        const int half = FieldElement<BaseField<TCurve>>.ByteCount;
        if (!FieldElement<BaseField<TCurve>>.TryRead(source[..half], out FieldElement<BaseField<TCurve>> x)) return false;
        if (!FieldElement<BaseField<TCurve>>.TryRead(source[half..], out FieldElement<BaseField<TCurve>> y)) return false;
        if (y.Square() != CurveConstants<TCurve>.RightHandSide(x)) return false;
        element = new GroupElement<TCurve>(x, y, FieldElement<BaseField<TCurve>>.One);
        return true;
    }

    private static bool TryReadCompressed(ReadOnlySpan<byte> source, ref GroupElement<TCurve> element)
    {
        if (source[0] is not (0x02 or 0x03)) return false;
        if (!FieldElement<BaseField<TCurve>>.TryRead(source[1..], out FieldElement<BaseField<TCurve>> x)) return false;
        if (!CurveConstants<TCurve>.RightHandSide(x).TrySquareRoot(out FieldElement<BaseField<TCurve>> y)) return false;
        // Zero is no coordinate y of these groups, so that both signs exist.
        ulong otherSign = y.IsOddMask ^ (0UL - (source[0] & 1UL));
        element = new GroupElement<TCurve>(x, FieldElement<BaseField<TCurve>>.Select(otherSign, -y, y), FieldElement<BaseField<TCurve>>.One);
        return true;
    }
}
