using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

public sealed partial class LinearRelation<TCurve>
{
    private const int CountLength = sizeof(uint);
    private static readonly int ImageTermLength = CountLength + Scalar<TCurve>.ByteCount;
    private static readonly int TermLength = (2 * CountLength) + Scalar<TCurve>.ByteCount;

    /// <summary>SerializeLinearRelation: what provers and verifiers absorb, and what travels.</summary>
    /// <remarks>
    /// Number of equations; for each equation the number of image terms, the image terms (element, coefficient), the number of terms and
    /// the terms (scalar, element, coefficient); then the elements from index 1 on. Counts and indices are four little-endian bytes.
    /// </remarks>
    /// <exception cref="InvalidInstanceException">An element is the identity, which has no encoding.</exception>
    public ReadOnlySpan<byte> AsEncoded() => _encoding.Value;

    /// <summary>Reads an encoded relation of untrusted origin. Memory is proportional to the input, whatever its counts claim.</summary>
    /// <param name="source">The encoding and nothing else.</param>
    /// <param name="relation">The relation; it still has to be validated.</param>
    /// <returns>
    /// False where bytes are missing or left over, a coefficient is not reduced, or an element is off the curve, the identity or not
    /// canonical.
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> source, [NotNullWhen(true)] out LinearRelation<TCurve>? relation)
    {
        relation = null;
        if (!TryReadCount(ref source, 2 * CountLength, out int equationCount)) return false;
        var equations = ImmutableArray.CreateBuilder<Equation<TCurve>>(equationCount);
        uint lastElement = 0;
        for (int i = 0; i < equationCount; i++)
        {
            if (!TryReadEquation(ref source, ref lastElement, out Equation<TCurve>? equation)) return false;
            equations.Add(equation);
        }

        int elementLength = GroupElement<TCurve>.ByteCount;
        if (source.Length % elementLength != 0 || source.Length / elementLength != lastElement) return false;
        var elements = ImmutableArray.CreateBuilder<GroupElement<TCurve>>(source.Length / elementLength + 1);
        elements.Add(GroupElement<TCurve>.Generator);
        for (; !source.IsEmpty; source = source[elementLength..])
        {
            if (!GroupElement<TCurve>.TryRead(source[..elementLength], out GroupElement<TCurve> element)) return false;
            elements.Add(element);
        }

        relation = new LinearRelation<TCurve>(elements.MoveToImmutable(), equations.MoveToImmutable());
        return true;
    }

    private static bool TryReadEquation(
        ref ReadOnlySpan<byte> source, ref uint lastElement, [NotNullWhen(true)] out Equation<TCurve>? equation)
    {
        equation = null;
        if (!TryReadCount(ref source, ImageTermLength, out int imageCount)) return false;
        var image = ImmutableArray.CreateBuilder<ImageTerm<TCurve>>(imageCount);
        for (; image.Count < imageCount; source = source[ImageTermLength..])
        {
            uint element = BinaryPrimitives.ReadUInt32LittleEndian(source);
            if (!Scalar<TCurve>.TryRead(source[CountLength..ImageTermLength], out Scalar<TCurve> coefficient)) return false;
            image.Add(new ImageTerm<TCurve>(element, coefficient));
            lastElement = Math.Max(lastElement, element);
        }

        if (!TryReadCount(ref source, TermLength, out int termCount)) return false;
        var terms = ImmutableArray.CreateBuilder<Term<TCurve>>(termCount);
        for (; terms.Count < termCount; source = source[TermLength..])
        {
            uint scalar = BinaryPrimitives.ReadUInt32LittleEndian(source);
            uint element = BinaryPrimitives.ReadUInt32LittleEndian(source[CountLength..]);
            if (!Scalar<TCurve>.TryRead(source[(2 * CountLength)..TermLength], out Scalar<TCurve> coefficient)) return false;
            terms.Add(new Term<TCurve>(scalar, element, coefficient));
            lastElement = Math.Max(lastElement, element);
        }

        equation = new Equation<TCurve>(image.MoveToImmutable(), terms.MoveToImmutable());
        return true;
    }

    /// <summary>Reads a count, and refuses one that the bytes behind it cannot hold: nothing is allocated on its word alone.</summary>
    private static bool TryReadCount(ref ReadOnlySpan<byte> source, int itemLength, out int count)
    {
        count = 0;
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(source, out uint claimed)) return false;
        source = source[CountLength..];
        if (claimed > (uint)(source.Length / itemLength)) return false;
        count = (int)claimed;
        return true;
    }

    private byte[] Encode()
    {
        int elementLength = GroupElement<TCurve>.ByteCount;
        long length = CountLength + ((long)elementLength * Math.Max(0, Elements.Length - 1));
        foreach (Equation<TCurve> equation in Equations)
        {
            length += (2 * CountLength) + ((long)ImageTermLength * equation.Image.Length) + ((long)TermLength * equation.Terms.Length);
        }

        byte[] encoding = new byte[checked((int)length)];
        Span<byte> rest = encoding;
        WriteCount(ref rest, (uint)Equations.Length);
        foreach (Equation<TCurve> equation in Equations)
        {
            WriteCount(ref rest, (uint)equation.Image.Length);
            foreach (ImageTerm<TCurve> term in equation.Image)
            {
                WriteCount(ref rest, term.Element);
                WriteScalar(ref rest, term.Coefficient);
            }

            WriteCount(ref rest, (uint)equation.Terms.Length);
            foreach (Term<TCurve> term in equation.Terms)
            {
                WriteCount(ref rest, term.Scalar);
                WriteCount(ref rest, term.Element);
                WriteScalar(ref rest, term.Coefficient);
            }
        }

        WriteElements(rest);
        return encoding;
    }

    private static void WriteCount(ref Span<byte> rest, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        rest = rest[CountLength..];
    }

    private static void WriteScalar(ref Span<byte> rest, Scalar<TCurve> value)
    {
        value.Write(rest[..Scalar<TCurve>.ByteCount]);
        rest = rest[Scalar<TCurve>.ByteCount..];
    }

    private void WriteElements(Span<byte> rest)
    {
        if (Elements.IsEmpty) return;
        ReadOnlySpan<GroupElement<TCurve>> elements = Elements.AsSpan()[1..];
        foreach (ref readonly GroupElement<TCurve> element in elements)
        {
            if (element.IsIdentity) throw new InvalidInstanceException(InstanceCheck.NoIdentityElement);
        }

        GroupElement<TCurve>.WriteAll(elements, rest);
    }
}
