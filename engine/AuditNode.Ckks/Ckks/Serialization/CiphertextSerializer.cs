using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>
/// Serialises ciphertexts; one fresh from encryption under a secret key takes half the bytes of any other, since its second
/// polynomial is stored as a seed.
/// </summary>
/// <remarks>A transparent ciphertext, which hides nothing, is neither written nor read (Microsoft SEAL, SECURITY.md).</remarks>
/// <param name="context">Parameters of all ciphertexts read and written.</param>
public sealed class CiphertextSerializer(CkksContext context)
    : ObjectSerializer<Ciphertext>(SerializedKind.Ciphertext, context.Parameters.Rlwe)
{
    private const int FieldsLength = sizeof(byte) + sizeof(byte) + sizeof(double) + sizeof(UniformHalf);

    private readonly RnsBasis _basis = context.Rlwe.Basis;

    /// <inheritdoc/>
    private protected override long MaximumPayloadLength =>
        FieldsLength + RestLength(RlweCiphertext.MaximumSize, context.MaxLimbs, UniformHalf.Residues);

    /// <summary>Reads a ciphertext to one that exists.</summary>
    /// <param name="source">The ciphertext's bytes and nothing else.</param>
    /// <param name="destination">
    /// Receives size, limbs, scale and values. After a refusal it is as before or, if its contents were the reason, a transparent
    /// encryption of zero, which decryption refuses.
    /// </param>
    /// <exception cref="OperandMismatchException">The destination belongs to other parameters.</exception>
    /// <inheritdoc cref="ObjectSerializer{T}.Read(ReadOnlySpan{byte})"/>
    public void Read(ReadOnlySpan<byte> source, Ciphertext destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        context.Rlwe.CheckSame(destination.Context, "destination");
        BoundedReader reader = Open(source, out _);
        ReadPayload(ref reader, destination);
    }

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(Ciphertext value) => value.Context.Parameters;

    /// <inheritdoc/>
    private protected override void RequireWritable(Ciphertext value)
    {
        context.Rlwe.CheckSame(value.Context, "ciphertext");
        ObjectDisposedException.ThrowIf(value.Size == 0, value);
        if (!double.IsFinite(value.Scale) || value.Scale <= 0)
        {
            throw new OperandMismatchException("scale",
                $"The scale is {value.Scale}, but must be finite and above 0; rescale products earlier.");
        }

        if (value.IsTransparent)
        {
            throw new OperandMismatchException("ciphertext",
                "The ciphertext hides nothing: its polynomials after the first are all zero. No reader takes it; encrypt first.");
        }
    }

    /// <inheritdoc/>
    private protected override long PayloadLength(Ciphertext value) =>
        FieldsLength + RestLength(value.Size, value.LimbCount, FormOf(value));

    /// <inheritdoc/>
    private protected override void WritePayload(Ciphertext value, BinaryFieldWriter writer)
    {
        UniformHalf form = FormOf(value);
        writer.WriteByte((byte)value.Size);
        writer.WriteByte((byte)value.LimbCount);
        writer.WriteDouble(value.Scale);
        writer.WriteByte((byte)form);
        if (form == UniformHalf.Seed) writer.WriteBytes(value.Seed);
        for (int p = 0; p < value.Size; p++)
        {
            if (p != 1 || form == UniformHalf.Residues) LimbPacking.Write(writer, value[p]);
        }
    }

    /// <inheritdoc/>
    private protected override Ciphertext ReadPayload(ref BoundedReader reader) => ReadPayload(ref reader, destination: null);

    private Ciphertext ReadPayload(ref BoundedReader reader, Ciphertext? destination)
    {
        int size = ReadByte(ref reader, "size", 2, RlweCiphertext.MaximumSize);
        int limbs = ReadByte(ref reader, "limbs", 1, context.MaxLimbs);
        double scale = reader.ReadDouble("scale");
        if (scale <= 0) throw Envelope.Refusal("scale", $"{scale}", "a finite number above 0");
        UniformHalf form = UniformHalfField.Read(ref reader);
        if (form == UniformHalf.Seed && size != 2) throw Envelope.Refusal("uniform half", "1 (seed)", $"0 (residues) for a size of {size}");
        LimbPacking.RequireRest(reader, RestLength(size, limbs, form), "polynomials");

        Ciphertext ciphertext = destination ?? new Ciphertext(context);
        ciphertext.Reshape(size, limbs);
        ciphertext.Scale = scale;
        try
        {
            ReadPolynomials(ref reader, form, ciphertext);
            return ciphertext;
        }
        catch (SerializationException)
        {
            ciphertext.Reset();
            if (destination is null) ciphertext.Dispose();
            throw;
        }
    }

    private static void ReadPolynomials(ref BoundedReader reader, UniformHalf form, Ciphertext destination)
    {
        if (form == UniformHalf.Seed) destination.ExpandUniform(reader.ReadBytes("seed", RandomStream.SeedLength));
        for (int p = 0; p < destination.Size; p++)
        {
            if (p != 1 || form == UniformHalf.Residues) LimbPacking.Read(ref reader, $"polynomial {p}", destination[p]);
        }

        if (destination.IsTransparent)
            throw Envelope.Refusal("polynomials", "a transparent ciphertext", "any but one whose polynomials after the first are all zero");
    }

    private static int ReadByte(ref BoundedReader reader, string field, int minimum, int maximum)
    {
        int value = reader.ReadByte(field);
        return value >= minimum && value <= maximum ? value : throw Envelope.Refusal(field, $"{value}", $"{minimum} to {maximum}");
    }

    private static UniformHalf FormOf(Ciphertext value) => value.Size == 2 ? UniformHalfField.For(value.Seed) : UniformHalf.Residues;

    private long RestLength(int size, int limbs, UniformHalf form)
    {
        long polynomial = LimbPacking.PolynomialLength(_basis, limbs);
        return form == UniformHalf.Seed ? RandomStream.SeedLength + ((size - 1) * polynomial) : size * polynomial;
    }
}
