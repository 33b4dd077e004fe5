using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AuditNode.Chain.Keystore;

/// <summary>AES-128 in counter mode (NIST SP 800-38A, section 6.5), the counter being the whole block, big-endian.</summary>
internal static class Aes128Ctr
{
    public const int BlockLength = 16;

    /// <summary>Encrypts or decrypts, which is the same.</summary>
    public static byte[] Transform(ReadOnlySpan<byte> key, ReadOnlySpan<byte> initialCounter, ReadOnlySpan<byte> input)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        var counter = BinaryPrimitives.ReadUInt128BigEndian(initialCounter);
        var output = input.ToArray();
        Span<byte> block = stackalloc byte[BlockLength];
        for (var start = 0; start < output.Length; start += BlockLength)
        {
            BinaryPrimitives.WriteUInt128BigEndian(block, counter++);
            aes.EncryptEcb(block, block, PaddingMode.None);
            var rest = output.AsSpan(start, Math.Min(BlockLength, output.Length - start));
            for (var i = 0; i < rest.Length; i++)
                rest[i] ^= block[i];
        }
        CryptographicOperations.ZeroMemory(block);
        return output;
    }
}
