namespace AuditNode.Zk.Fields;

internal readonly partial struct FieldElement<TField>
{
    /// <summary>The inverse, or zero for zero, by Fermat's little theorem: a^(p-2), with the same operations for every a.</summary>
    public FieldElement<TField> Invert() => Power(FieldConstants<TField>.InversionExponent);

    /// <summary>A square root of this, for primes that are 3 modulo 4.</summary>
    /// <returns>Whether this is a square; if not, <paramref name="root"/> is a root of its negative.</returns>
    public bool TrySquareRoot(out FieldElement<TField> root)
    {
        root = Power(FieldConstants<TField>.SquareRootExponent);
        return root.Square() == this;
    }

    /// <summary>This element to a public exponent, in fixed windows of four bits.</summary>
    /// <param name="exponent">Four little-endian limbs. The time depends on the exponent, and only on it.</param>
    public FieldElement<TField> Power(ReadOnlySpan<ulong> exponent)
    {
        Span<FieldElement<TField>> powers = stackalloc FieldElement<TField>[16];
        powers[0] = One;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * this;
        FieldElement<TField> result = One;
        for (int bit = (64 * exponent.Length) - 4; bit >= 0; bit -= 4)
        {
            result = result.Square().Square().Square().Square();
            result *= powers[(int)(exponent[bit >> 6] >> (bit & 63)) & 15];
        }

        powers.Clear();
        return result;
    }

    /// <summary>
    /// Replaces every element by its inverse with a single inversion and three products an element (Montgomery's trick); zero stays
    /// zero. Constant time for a given length.
    /// </summary>
    public static void InvertAll(Span<FieldElement<TField>> elements)
    {
        var prefixes = new FieldElement<TField>[elements.Length];
        FieldElement<TField> product = One;
        for (int i = 0; i < elements.Length; i++)
        {
            prefixes[i] = product;
            product *= Select(elements[i].IsZeroMask, One, elements[i]);
        }

        FieldElement<TField> inverse = product.Invert();
        for (int i = elements.Length - 1; i >= 0; i--)
        {
            FieldElement<TField> element = elements[i];
            ulong isZero = element.IsZeroMask;
            elements[i] = Select(isZero, Zero, inverse * prefixes[i]);
            inverse *= Select(isZero, One, element);
        }

        prefixes.AsSpan().Clear();
    }
}
