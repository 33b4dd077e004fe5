using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>Serialises CKKS parameters: the only objects that can be read without a context.</summary>
/// <remarks>
/// Reading checks them as if they were typed in: primes and 128-bit security, with <see cref="RlweParameterException"/> for
/// parameters that are whole but weak.
/// </remarks>
public sealed class CkksParametersSerializer() : ObjectSerializer<CkksParameters>(SerializedKind.Parameters, parameters: null)
{
    /// <inheritdoc/>
    private protected override long MaximumPayloadLength =>
        Length(RlweParameters.MaximumCiphertextPrimes, RlweParameters.MaximumSpecialPrimes);

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(CkksParameters value) => value.Rlwe;

    /// <inheritdoc/>
    private protected override void RequireWritable(CkksParameters value)
    {
    }

    /// <inheritdoc/>
    private protected override long PayloadLength(CkksParameters value) =>
        Length(value.Rlwe.CiphertextPrimes.Length, value.Rlwe.SpecialPrimes.Length);

    /// <inheritdoc/>
    private protected override void WritePayload(CkksParameters value, BinaryFieldWriter writer)
    {
        writer.WriteUInt32((uint)value.Rlwe.Degree);
        writer.WriteByte((byte)value.Rlwe.DigitSize);
        WritePrimes(writer, value.Rlwe.CiphertextPrimes);
        WritePrimes(writer, value.Rlwe.SpecialPrimes);
        writer.WriteDouble(value.DefaultScale);
    }

    /// <inheritdoc/>
    private protected override CkksParameters ReadPayload(ref BoundedReader reader)
    {
        int degree = reader.ReadCount("degree", SecurityStandard.MinimumDegree, SecurityStandard.MaximumDegree);
        int digitSize = reader.ReadByte("digit size");
        ulong[] ciphertextPrimes = ReadPrimes(ref reader, "ciphertext primes", RlweParameters.MaximumCiphertextPrimes);
        ulong[] specialPrimes = ReadPrimes(ref reader, "special primes", RlweParameters.MaximumSpecialPrimes);
        double scale = reader.ReadDouble("scale");
        reader.EnsureEnd();
        return new CkksParameters(new RlweParameters(degree, ciphertextPrimes, specialPrimes, digitSize), scale);
    }

    private static void WritePrimes(BinaryFieldWriter writer, ReadOnlySpan<ulong> primes)
    {
        writer.WriteByte((byte)primes.Length);
        foreach (ulong prime in primes) writer.WriteUInt64(prime);
    }

    private static ulong[] ReadPrimes(ref BoundedReader reader, string field, int maximum)
    {
        int count = reader.ReadByte(field);
        if (count < 1 || count > maximum) throw Envelope.Refusal(field, $"{count}", $"1 to {maximum}");
        ulong[] primes = new ulong[count];
        foreach (ref ulong prime in primes.AsSpan()) prime = reader.ReadUInt64(field);
        return primes;
    }

    private static long Length(int ciphertextPrimes, int specialPrimes) =>
        sizeof(uint) + 3 * sizeof(byte) + (ciphertextPrimes + specialPrimes) * sizeof(ulong) + sizeof(double);
}
