using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Serialises public keys; one whose uniform polynomial came from a seed takes half the bytes of any other.</summary>
/// <param name="context">Parameters of all keys read and written.</param>
public sealed class PublicKeySerializer(RlweContext context) : ObjectSerializer<PublicKey>(SerializedKind.PublicKey, context.Parameters)
{
    private readonly long _polynomialLength = LimbPacking.PolynomialLength(context.Basis, context.MaxLimbs + 1);

    /// <inheritdoc/>
    private protected override long MaximumPayloadLength => Length(UniformHalf.Residues);

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(PublicKey value) => value.Context.Parameters;

    /// <inheritdoc/>
    private protected override void RequireWritable(PublicKey value)
    {
        context.CheckSame(value.Context, "public key");
        _ = value.B.LimbSpan(0); // throws if the key was disposed
    }

    /// <inheritdoc/>
    private protected override long PayloadLength(PublicKey value) => Length(UniformHalfField.For(value.Seed));

    /// <inheritdoc/>
    private protected override void WritePayload(PublicKey value, BinaryFieldWriter writer)
    {
        UniformHalf form = UniformHalfField.For(value.Seed);
        writer.WriteByte((byte)form);
        writer.WriteBytes(value.Seed);
        LimbPacking.Write(writer, value.B);
        if (form == UniformHalf.Residues) LimbPacking.Write(writer, value.A);
    }

    /// <inheritdoc/>
    private protected override PublicKey ReadPayload(ref BoundedReader reader)
    {
        UniformHalf form = UniformHalfField.Read(ref reader);
        LimbPacking.RequireRest(reader, Length(form) - sizeof(UniformHalf), "public key");
        var key = new PublicKey(context);
        try
        {
            if (form == UniformHalf.Seed) key.ExpandUniform(reader.ReadBytes("seed", RandomStream.SeedLength));
            LimbPacking.Read(ref reader, "b", key.B);
            if (form == UniformHalf.Residues) LimbPacking.Read(ref reader, "a", key.A);
            return key;
        }
        catch (SerializationException)
        {
            key.Dispose();
            throw;
        }
    }

    private long Length(UniformHalf form) =>
        sizeof(UniformHalf) + (form == UniformHalf.Seed ? RandomStream.SeedLength + _polynomialLength : 2 * _polynomialLength);
}
