using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Privacy;

/// <summary>Uniform integers, exactly uniform as far as the stream's bytes are.</summary>
internal static class RandomInteger
{
    /// <summary>The next 64 bits.</summary>
    internal static ulong NextWord(RandomStream random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        random.Fill(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Uniform on 0, 1, ..., bound - 1, by rejection: fewer than two candidates on average.</summary>
    /// <param name="random">Source of bytes.</param>
    /// <param name="bound">At least 1.</param>
    internal static BigInteger Below(RandomStream random, BigInteger bound)
    {
        int bits = (int)(bound - 1).GetBitLength();
        if (bits == 0) return BigInteger.Zero;
        Span<byte> bytes = stackalloc byte[(bits + 7) / 8];
        while (true)
        {
            random.Fill(bytes);
            bytes[^1] &= (byte)(0xFF >> (8 * bytes.Length - bits));
            var candidate = new BigInteger(bytes, isUnsigned: true);
            if (candidate < bound) return candidate;
        }
    }
}
