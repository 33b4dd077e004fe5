using System.Buffers.Binary;
using System.Numerics;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests;

/// <summary>Reproducible pseudo-random test inputs (SplitMix64: fast, and not for secrets) that follow from <see cref="TestSeed"/>.</summary>
/// <param name="stream">Sets the inputs of one test apart from those of another.</param>
internal sealed class TestInputs(ulong stream)
{
    private ulong _state = TestSeed.Value + (stream * 0xD1342543DE82EF95);

    public ulong UInt64()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Int32(int bound) => (int)(UInt64() % (ulong)bound);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Span<byte> word = stackalloc byte[8];
        for (int i = 0; i < count; i++)
        {
            if ((i & 7) == 0) BinaryPrimitives.WriteUInt64LittleEndian(word, UInt64());
            bytes[i] = word[i & 7];
        }

        return bytes;
    }

    public BigInteger Below(BigInteger bound) => new BigInteger(Bytes(48), isUnsigned: true) % bound;

    public Scalar<TCurve> Scalar<TCurve>()
        where TCurve : struct, ICurve => Zk.Groups.Scalar<TCurve>.FromBigInteger(Below(Zk.Groups.Scalar<TCurve>.Order));

    /// <summary>A random multiple of the generator.</summary>
    public GroupElement<TCurve> Element<TCurve>()
        where TCurve : struct, ICurve => GroupElement<TCurve>.MultiplyGenerator(Scalar<TCurve>());
}
