using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Tests.Privacy;

/// <summary>Streams of the tests' seed.</summary>
internal static class FixedStream
{
    internal static RandomStream Open(string domain, ulong index = 0)
    {
        var seed = new byte[RandomStream.SeedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(seed, TestSeed.Value);
        return new RandomStream(seed, "privacy tests: " + domain, index);
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    internal static double NextUnit(RandomStream random) => Math.ScaleB(NextWord(random) >> 11, -53);

    internal static ulong NextWord(RandomStream random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        random.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
