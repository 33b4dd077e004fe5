using System.Buffers.Binary;
using System.Numerics;

namespace AuditNode.Chain.Tests;

/// <summary>Reproducible pseudo-random test inputs (SplitMix64: fast, and not for secrets). Streams of a seed differ by their number.</summary>
internal sealed class TestRandom(ulong stream)
{
    private ulong state = TestSeed.Value ^ (stream * 0xD1342543DE82EF95);

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 .. bound - 1.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int count) => Below(count) == 0;

    public byte[] Bytes(int count)
    {
        var bytes = new byte[(count + 7) & ~7];
        for (var i = 0; i < bytes.Length; i += 8)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), Next());
        return bytes[..count];
    }

    /// <summary>A number of at most so many bits; small ones, powers of two and the ends of the range are likelier than by chance.</summary>
    public BigInteger Unsigned(int bits) => Below(6) switch
    {
        0 => Below(Math.Min(300, 1 << Math.Min(bits, 20))),
        1 => (BigInteger.One << bits) - 1 - (OneIn(2) ? 0 : Below(2)),
        2 => BigInteger.One << Below(bits),
        3 => new BigInteger(Bytes(1 + Below((bits + 7) / 8)), isUnsigned: true) & ((BigInteger.One << bits) - 1),
        _ => new BigInteger(Bytes((bits + 7) / 8), isUnsigned: true) & ((BigInteger.One << bits) - 1),
    };

    public BigInteger Signed(int bits)
    {
        var value = Unsigned(bits - 1);
        return OneIn(2) ? value : -value - 1;
    }

    public Address Address() => Chain.Address.FromBytes(OneIn(20) ? new byte[20] : Bytes(20));

    public Bytes32 Bytes32() => Chain.Bytes32.FromBytes(Bytes(32));
}
