using System.Buffers.Binary;
using AuditNode.Zk.Transcripts;
using Org.BouncyCastle.Crypto.Digests;

namespace AuditNode.Zk.Tests.Transcripts;

public sealed class DuplexSpongeTests
{
    public static TheoryData<string> Sponges => ["Shake128", "Keccak256"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(136)]
    [InlineData(1000)]
    public void Keccak256_sponge_is_counter_mode_over_one_digest_of_everything_absorbed(int length)
    {
        var inputs = new TestInputs(1);
        byte[] sessionId = inputs.Bytes(32), absorbed = inputs.Bytes(length), squeezed = new byte[100];
        using var sponge = new Keccak256Sponge(new SessionId(sessionId));
        sponge.Absorb(absorbed);

        sponge.Squeeze(squeezed);

        byte[] digest = Keccak([.. sessionId, .. new byte[104], .. absorbed]);
        byte[] stream = [.. Enumerable.Range(0, 4).SelectMany(i => Keccak([.. digest, .. Word(i)]))];
        Assert.Equal(stream[..100], squeezed);
    }

    [Theory]
    [MemberData(nameof(Sponges))]
    public void Absorbing_in_parts_is_absorbing_at_once(string name)
    {
        byte[] data = new TestInputs(2).Bytes(500);
        using IDuplexSponge whole = Create(name), parts = Create(name);
        whole.Absorb(data);
        parts.Absorb(data.AsSpan(0, 137));
        parts.Absorb([]);
        parts.Absorb(data.AsSpan(137));

        Assert.Equal(Squeeze(whole, 64), Squeeze(parts, 64));
    }

    [Theory]
    [MemberData(nameof(Sponges))]
    public void Squeezing_in_parts_is_squeezing_at_once(string name)
    {
        using IDuplexSponge whole = Create(name), parts = Create(name);
        byte[] expected = Squeeze(whole, 300);
        var output = new List<byte>();
        foreach (int count in (int[])[1, 31, 0, 32, 33, 3, 170, 30]) output.AddRange(Squeeze(parts, count));

        Assert.Equal(expected, output);
    }

    [Theory]
    [MemberData(nameof(Sponges))]
    public void Absorbing_after_squeezing_starts_a_stream_over_everything_absorbed(string name)
    {
        using IDuplexSponge interleaved = Create(name), whole = Create(name);
        interleaved.Absorb([1, 2]);
        byte[] first = Squeeze(interleaved, 40);
        interleaved.Absorb([3]);
        whole.Absorb([1, 2, 3]);
        byte[] second = Squeeze(interleaved, 40);

        Assert.Equal(Squeeze(whole, 40), second);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [MemberData(nameof(Sponges))]
    public void Absorbing_nothing_after_squeezing_goes_on_with_the_stream(string name)
    {
        using IDuplexSponge interrupted = Create(name), whole = Create(name);
        byte[] first = Squeeze(interrupted, 20);
        interrupted.Absorb([]);

        byte[] both = [.. first, .. Squeeze(interrupted, 20)];
        Assert.Equal(Squeeze(whole, 40), both);
    }

    [Theory]
    [MemberData(nameof(Sponges))]
    public void Session_ids_separate_streams(string name)
    {
        using IDuplexSponge one = Create(name, 0), other = Create(name, 1);

        Assert.NotEqual(Squeeze(one, 32), Squeeze(other, 32));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Session_id_of_another_length_is_refused(int length) =>
        Assert.Equal("bytes", Assert.Throws<ProofParameterException>(() => new SessionId(new byte[length])).Field);

    private static IDuplexSponge Create(string name, byte session = 7)
    {
        byte[] bytes = new byte[32];
        bytes[31] = session;
        return name == "Shake128" ? new Shake128Sponge(new SessionId(bytes)) : new Keccak256Sponge(new SessionId(bytes));
    }

    private static byte[] Squeeze(IDuplexSponge sponge, int count)
    {
        byte[] squeezed = new byte[count];
        sponge.Squeeze(squeezed);
        return squeezed;
    }

    private static byte[] Word(int value)
    {
        byte[] word = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(28), value);
        return word;
    }

    private static byte[] Keccak(byte[] data)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(data, 0, data.Length);
        byte[] hash = new byte[32];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
