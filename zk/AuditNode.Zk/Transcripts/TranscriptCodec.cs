using System.Buffers.Binary;
using System.Numerics;

namespace AuditNode.Zk.Transcripts;

/// <summary>
/// How integers and byte strings enter and leave transcripts. All lengths and integers are little-endian, and nothing has a second
/// encoding. Not constant time: for public values.
/// </summary>
/// <remarks>Source: "Codecs" and "Non-interactive argument string" in draft-irtf-cfrg-fiat-shamir.</remarks>
public static class TranscriptCodec
{
    /// <summary>Bytes that a challenge takes beyond its modulus, so that it is within 2^-128 of uniform.</summary>
    public const int ExtraBytes = 16;

    /// <summary>Ns: the least number of bytes that holds every integer below a modulus.</summary>
    /// <param name="modulus">2 or more.</param>
    /// <exception cref="ProofParameterException">The modulus is below 2.</exception>
    public static int ByteCount(BigInteger modulus)
    {
        if (modulus < 2) throw new ProofParameterException(nameof(modulus), $"The modulus is {modulus}; it must be 2 or more.");
        return (modulus - BigInteger.One).GetByteCount(isUnsigned: true);
    }

    /// <summary>DecodeUint: squeezed bytes as an integer modulo M.</summary>
    /// <param name="squeezed">Exactly Ns + 16 bytes.</param>
    /// <param name="modulus">M, 2 or more.</param>
    /// <exception cref="ProofParameterException">The number of bytes does not fit the modulus.</exception>
    public static BigInteger DecodeUint(ReadOnlySpan<byte> squeezed, BigInteger modulus)
    {
        ProofParameterException.ThrowIfLengthIsNot(squeezed.Length, ByteCount(modulus) + ExtraBytes, nameof(squeezed));
        return BigInteger.Remainder(new BigInteger(squeezed, isUnsigned: true), modulus);
    }

    /// <summary>SerializeUint: an integer modulo M in Ns bytes.</summary>
    /// <param name="value">In [0, M).</param>
    /// <param name="modulus">M, 2 or more.</param>
    /// <exception cref="ProofParameterException">The value is out of range.</exception>
    public static byte[] SerializeUint(BigInteger value, BigInteger modulus)
    {
        byte[] bytes = new byte[ByteCount(modulus)];
        if (value.Sign < 0 || value >= modulus)
            throw new ProofParameterException(nameof(value), $"The value is {value}; it must lie in [0, {modulus}): reduce it first.");
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    /// <summary>DeserializeUint: reads what <see cref="SerializeUint"/> wrote from the front of the unread bytes.</summary>
    /// <param name="unread">Moves behind what was read; unchanged on failure.</param>
    /// <param name="modulus">M, 2 or more.</param>
    /// <param name="value">In [0, M).</param>
    /// <returns>False where bytes are missing and for integers of M or more.</returns>
    public static bool TryDeserializeUint(ref ReadOnlySpan<byte> unread, BigInteger modulus, out BigInteger value)
    {
        value = default;
        int count = ByteCount(modulus);
        if (unread.Length < count) return false;
        var read = new BigInteger(unread[..count], isUnsigned: true);
        if (read >= modulus) return false;
        value = read;
        unread = unread[count..];
        return true;
    }

    /// <summary>SerializeVarLenString: four bytes of length, then the bytes.</summary>
    /// <param name="value">Any number of bytes.</param>
    public static byte[] SerializeVarLenString(ReadOnlySpan<byte> value)
    {
        byte[] bytes = new byte[checked(sizeof(uint) + value.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value.Length);
        value.CopyTo(bytes.AsSpan(sizeof(uint)));
        return bytes;
    }

    /// <summary>DeserializeVarLenString: reads what <see cref="SerializeVarLenString"/> wrote, without copying it.</summary>
    /// <param name="unread">Moves behind what was read; unchanged on failure.</param>
    /// <param name="value">A part of the unread bytes.</param>
    /// <returns>False where fewer bytes remain than the length says.</returns>
    public static bool TryDeserializeVarLenString(ref ReadOnlySpan<byte> unread, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(unread, out uint length)) return false;
        ReadOnlySpan<byte> rest = unread[sizeof(uint)..];
        // Compared with what is left, never added to: a length near 2^32 must not wrap around.
        if ((uint)rest.Length < length) return false;
        value = rest[..(int)length];
        unread = rest[(int)length..];
        return true;
    }
}
