using System.Security.Cryptography;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Serialises secret keys, 2 bits a coefficient. What is written IS the secret key, unencrypted: the caller keeps it secret, encrypts
/// it before it is stored, and overwrites the bytes afterwards.
/// </summary>
/// <param name="context">Parameters of all keys read and written.</param>
public sealed class SecretKeySerializer(RlweContext context) : ObjectSerializer<SecretKey>(SerializedKind.SecretKey, context.Parameters)
{
    private const int Bits = 2;

    private const ulong CodeCount = 3;

    /// <inheritdoc/>
    private protected override long MaximumPayloadLength => BitPacking.PackedLength(context.Parameters.Degree, Bits);

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(SecretKey value) => value.Context.Parameters;

    /// <inheritdoc/>
    private protected override void RequireWritable(SecretKey value)
    {
        context.CheckSame(value.Context, "secret key");
        _ = value.Polynomial; // throws if the key was disposed
    }

    /// <inheritdoc/>
    private protected override long PayloadLength(SecretKey value) => MaximumPayloadLength;

    /// <inheritdoc/>
    private protected override void WritePayload(SecretKey value, BinaryFieldWriter writer)
    {
        using var codes = new SecretBuffer(context.Parameters.Degree);
        sbyte[] coefficients = NewCoefficients();
        try
        {
            value.CopyCoefficientsTo(coefficients);

            // 0, 1 and -1 become 0, 1 and 2, without a branch.
            for (int i = 0; i < coefficients.Length; i++) codes.Span[i] = (coefficients[i] & 1) + (coefficients[i] >> 7 & 1);
            writer.WriteResidues(codes.Span, Bits);
        }
        finally
        {
            Erase(coefficients);
        }
    }

    /// <inheritdoc/>
    private protected override SecretKey ReadPayload(ref BoundedReader reader)
    {
        LimbPacking.RequireRest(reader, MaximumPayloadLength, "secret key");
        using var codes = new SecretBuffer(context.Parameters.Degree);
        sbyte[] coefficients = NewCoefficients();
        try
        {
            reader.ReadResidues("coefficients", Bits, CodeCount, codes.Span);
            for (int i = 0; i < coefficients.Length; i++)
            {
                int code = (int)codes.Span[i];
                coefficients[i] = (sbyte)((code & 1) - (code >> 1));
            }

            return new SecretKey(context, coefficients);
        }
        finally
        {
            Erase(coefficients);
        }
    }

    // Pinned, so that erasing it erases the only copy.
    private sbyte[] NewCoefficients() => GC.AllocateUninitializedArray<sbyte>(context.Parameters.Degree, pinned: true);

    private static void Erase(sbyte[] coefficients) =>
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(coefficients.AsSpan()));
}
