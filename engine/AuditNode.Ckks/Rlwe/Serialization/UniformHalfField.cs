using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>The byte that says how the uniform half is stored.</summary>
internal static class UniformHalfField
{
    /// <summary>The form for a seed that may be absent.</summary>
    public static UniformHalf For(ReadOnlySpan<byte> seed) => seed.IsEmpty ? UniformHalf.Residues : UniformHalf.Seed;

    /// <summary>Reads the form.</summary>
    /// <exception cref="SerializationException">The byte is missing or stands for no form.</exception>
    public static UniformHalf Read(ref BoundedReader reader)
    {
        const string Field = "uniform half";
        var form = (UniformHalf)reader.ReadByte(Field);
        if (form > UniformHalf.Seed)
        {
            throw Envelope.Refusal(Field, $"{(byte)form}", "0 (residues) or 1 (seed)");
        }

        return form;
    }
}
