using System.Numerics;
using AuditNode.Chain;

namespace AuditNode.Records.Tests;

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

    public long Int64(long minimum, long maximum) => minimum + (long)(UInt64() % ((ulong)(maximum - minimum) + 1));

    public byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = (byte)(UInt64() >> 11);
        return bytes;
    }

    public Bytes32 Word() => Bytes32.FromBytes(Bytes(32));

    public Address Address() => Chain.Address.FromBytes(Bytes(20));

    public BigInteger Signed(int bits)
    {
        BigInteger value = new BigInteger(Bytes(48), isUnsigned: true) % (BigInteger.One << bits);
        return (UInt64() & 1) == 0 ? value : -value;
    }

    /// <summary>A text of 0 to 11 characters, among them controls, quotes, letters outside of ASCII and surrogate pairs.</summary>
    public string Text()
    {
        string[] pieces = ["a", "Z", "0", " ", "\"", "\\", "/", "\b", "\t", "\n", "\f", "\r", "\u0000", "\u001f", "\u007f", "\u00e9", "\u20ac", "\ufb33", "\ud83d\ude00", "\uffff"];
        return string.Concat(Enumerable.Range(0, Int32(12)).Select(_ => pieces[Int32(pieces.Length)]));
    }

    public string Label() => string.Concat(Enumerable.Range(0, 1 + Int32(20)).Select(i => "abcxyz019-_."[Int32(i == 0 ? 11 : 12)]));
}
