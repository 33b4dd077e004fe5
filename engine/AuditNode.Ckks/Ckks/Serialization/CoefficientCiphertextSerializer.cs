using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>Serialises coefficient ciphertexts: about half the bytes of the ciphertext that they were taken from.</summary>
/// <remarks>A transparent one, which hides nothing, is neither written nor read (Microsoft SEAL, SECURITY.md).</remarks>
/// <param name="context">Parameters of all coefficient ciphertexts read and written.</param>
public sealed class CoefficientCiphertextSerializer(CkksContext context)
    : ObjectSerializer<CoefficientCiphertext>(SerializedKind.CoefficientCiphertext, context.Parameters.Rlwe)
{
    private const int FieldsLength = sizeof(byte) + sizeof(double) + sizeof(uint);

    private readonly RnsBasis _basis = context.Rlwe.Basis;

    /// <inheritdoc/>
    private protected override long MaximumPayloadLength => FieldsLength + RestLength(context.MaxLimbs, _basis.Degree);

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(CoefficientCiphertext value) => value.CkksContext.Parameters.Rlwe;

    /// <inheritdoc/>
    private protected override void RequireWritable(CoefficientCiphertext value)
    {
        context.Rlwe.CheckSame(value.CkksContext.Rlwe, "coefficient ciphertext");
        if (!double.IsFinite(value.Scale) || value.Scale <= 0)
        {
            throw new OperandMismatchException("scale", $"The scale is {value.Scale}, but must be finite and above 0; rescale products earlier.");
        }

        if (value.IsTransparent)
        {
            throw new OperandMismatchException("ciphertext", "The ciphertext hides nothing: c_1 is zero. No reader takes it; encrypt first.");
        }
    }

    /// <inheritdoc/>
    private protected override long PayloadLength(CoefficientCiphertext value) => FieldsLength + RestLength(value.LimbCount, value.OutputCount);

    /// <inheritdoc/>
    private protected override void WritePayload(CoefficientCiphertext value, BinaryFieldWriter writer)
    {
        writer.WriteByte((byte)value.LimbCount);
        writer.WriteDouble(value.Scale);
        writer.WriteUInt32((uint)value.OutputCount);
        LimbPacking.Write(writer, value.Polynomial);
        for (int i = 0; i < value.LimbCount; i++) writer.WriteResidues(value.VisibleSpan(i), _basis[i].BitCount);
    }

    /// <inheritdoc/>
    private protected override CoefficientCiphertext ReadPayload(ref BoundedReader reader)
    {
        int limbs = reader.ReadByte("limbs");
        if (limbs < 1 || limbs > context.MaxLimbs) throw Envelope.Refusal("limbs", $"{limbs}", $"1 to {context.MaxLimbs}");
        double scale = reader.ReadDouble("scale");
        if (scale <= 0) throw Envelope.Refusal("scale", $"{scale}", "a finite number above 0");
        int outputs = reader.ReadCount("outputs", 1, _basis.Degree);
        LimbPacking.RequireRest(reader, RestLength(limbs, outputs), "polynomial and visible coefficients");

        var value = new CoefficientCiphertext(context, limbs, scale, outputs);
        try
        {
            LimbPacking.Read(ref reader, "polynomial", value.Polynomial);
            for (int i = 0; i < limbs; i++)
            {
                reader.ReadResidues($"visible coefficients limb {i}", _basis[i].BitCount, _basis[i].Value, value.VisibleSpan(i));
            }

            if (value.IsTransparent) throw Envelope.Refusal("polynomial", "a transparent ciphertext", "any but one whose c_1 is zero");
            return value;
        }
        catch (SerializationException)
        {
            value.Dispose();
            throw;
        }
    }

    private long RestLength(int limbs, int outputs)
    {
        long length = LimbPacking.PolynomialLength(_basis, limbs);
        for (int i = 0; i < limbs; i++) length += BitPacking.PackedLength(outputs, _basis[i].BitCount);
        return length;
    }
}
