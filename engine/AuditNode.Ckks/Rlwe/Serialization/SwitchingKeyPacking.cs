using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// A switching key in a payload: number of limbs, form of the uniform half, the seed if there is one, then for each digit the limbs
/// of b and, without a seed, those of a.
/// </summary>
internal static unsafe class SwitchingKeyPacking
{
    /// <summary>Bytes of the smallest possible key.</summary>
    public static long MinimumLength(RlweContext context) => Enumerable.Range(1, context.MaxLimbs).Min(m => Length(context, m, UniformHalf.Seed));

    /// <summary>Bytes of the largest possible key.</summary>
    public static long MaximumLength(RlweContext context) => Enumerable.Range(1, context.MaxLimbs).Max(m => Length(context, m, UniformHalf.Residues));

    /// <summary>Bytes of a key.</summary>
    public static long Length(SwitchingKey key) => Length(key.Context, key.LimbCount, UniformHalfField.For(key.Seed));

    /// <summary>Writes a key.</summary>
    public static void Write(BinaryFieldWriter writer, SwitchingKey key)
    {
        UniformHalf form = UniformHalfField.For(key.Seed);
        writer.WriteByte((byte)key.LimbCount);
        writer.WriteByte((byte)form);
        writer.WriteBytes(key.Seed);
        RnsBasis basis = key.Context.Basis;
        for (int d = 0; d < key.DigitCount; d++)
        {
            for (int half = 0; half < StoredHalves(form); half++)
            {
                foreach (int prime in key.Primes())
                {
                    writer.WriteResidues(new ReadOnlySpan<double>(key.Limb(d, half, prime), basis.Degree), basis[prime].BitCount);
                }
            }
        }

        GC.KeepAlive(key);
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="SerializationException">A field or a residue is out of range, or too little is left.</exception>
    public static SwitchingKey Read(ref BoundedReader reader, RlweContext context)
    {
        int limbs = reader.ReadByte("limbs");
        if (limbs < 1 || limbs > context.MaxLimbs) throw Envelope.Refusal("limbs", $"{limbs}", $"1 to {context.MaxLimbs}");
        UniformHalf form = UniformHalfField.Read(ref reader);
        long rest = Length(context, limbs, form) - HeaderLength;
        if (reader.Remaining < rest) throw Envelope.Refusal("switching key", $"{reader.Remaining} bytes", $"{rest} bytes or more");

        var key = new SwitchingKey(context, limbs, reader.ReadBytes("seed", SeedLength(form)));
        for (int d = 0; d < key.DigitCount; d++)
        {
            for (int half = 0; half < StoredHalves(form); half++) ReadLimbs(ref reader, key, d, half);
        }

        if (form == UniformHalf.Seed) key.ExpandUniform();
        return key;
    }

    private const int HeaderLength = 2;

    private static int SeedLength(UniformHalf form) => form == UniformHalf.Seed ? RandomStream.SeedLength : 0;

    private static int StoredHalves(UniformHalf form) => form == UniformHalf.Seed ? 1 : 2;

    private static long Length(RlweContext context, int limbs, UniformHalf form)
    {
        KeySwitching.KeySwitchingShape shape = context.GetTables(limbs).Shape;
        long half = LimbPacking.PolynomialLength(context.Basis, limbs);
        for (int i = 0; i < shape.SpecialCount; i++) half += LimbPacking.Length(context.Basis, shape.SpecialStart + i);
        return HeaderLength + SeedLength(form) + shape.DigitCount * StoredHalves(form) * half;
    }

    private static void ReadLimbs(ref BoundedReader reader, SwitchingKey key, int digit, int half)
    {
        RnsBasis basis = key.Context.Basis;
        foreach (int prime in key.Primes())
        {
            string field = $"digit {digit} {(half == 0 ? 'b' : 'a')} prime {prime}";
            var limb = new Span<double>(key.Limb(digit, half, prime), basis.Degree);
            reader.ReadResidues(field, basis[prime].BitCount, basis[prime].Value, limb);
        }

        GC.KeepAlive(key);
    }
}
