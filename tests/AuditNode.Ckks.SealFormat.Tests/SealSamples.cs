using System.Buffers.Binary;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>Small well-formed objects of every kind, and how to damage them.</summary>
internal static class SealSamples
{
    public static readonly SealParameters Parameters = SealParameters.Create(1024, [30, 25, 30]);

    /// <summary>ciphertext, publicKey, secretKey or parameters, as SEAL would save them.</summary>
    public static byte[] Bytes(string kind)
    {
        var source = new DeterministicWords(kind);
        switch (kind)
        {
            case "ciphertext":
                return new SealCiphertext(Parameters, 2, 1 << 20, source.Polynomials(Parameters, 2, 2)).Write();
            case "publicKey":
                return new SealPublicKey(Parameters, source.Polynomials(Parameters, 3, 2)).Write();
            case "secretKey":
                using (var key = new SealSecretKey(Parameters, source.Polynomials(Parameters, 3, 1)))
                    return key.Write();
            default:
                return Parameters.Write();
        }
    }

    public static void Read(string kind, ReadOnlySpan<byte> bytes, SealParameters parameters)
    {
        switch (kind)
        {
            case "ciphertext":
                SealCiphertext.Read(bytes, parameters);
                break;
            case "publicKey":
                SealPublicKey.Read(bytes, parameters);
                break;
            case "secretKey":
                SealSecretKey.Read(bytes, parameters).Dispose();
                break;
            default:
                SealParameters.Read(bytes);
                break;
        }
    }

    public static SealFormatException Refusal(string kind, byte[] bytes, SealParameters? parameters = null)
    {
        var refused = Assert.Throws<SealFormatException>(() => Read(kind, bytes, parameters ?? Parameters));
        Assert.StartsWith($"{refused.Field}: found ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(", expected ", refused.Message, StringComparison.Ordinal);
        return refused;
    }

    /// <summary>Announces the length that the bytes have.</summary>
    public static byte[] WithTrueLength(byte[] bytes)
    {
        if (bytes.Length >= 16)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (ulong)bytes.Length);
        return bytes;
    }
}
