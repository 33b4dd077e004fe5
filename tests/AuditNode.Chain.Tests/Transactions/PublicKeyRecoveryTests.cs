using System.Text.Json;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Transactions;

public class PublicKeyRecoveryTests
{
    private const string Order = "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    private const string HalfOrder = "0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0";

    [VectorFact("ecRecover.json")]
    public void The_precompile_of_go_ethereum_recovers_the_same_keys()
    {
        var vectors = SharedVectors.Read("ecRecover.json", "58c02c28fbe2739e13d77444fa6cd44b1109b3eed6a92926681bcbf032576e7d");
        using var document = JsonDocument.Parse(vectors);
        var count = 0;
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            var input = new byte[128];
            var given = HexData.Decode("0x" + vector.GetProperty("Input").GetString());
            given.AsSpan(0, Math.Min(given.Length, input.Length)).CopyTo(input);
            Assert.Equal("0x" + vector.GetProperty("Expected").GetString(), Precompile(input));
            count++;
        }
        Assert.True(count >= 5);
    }

    [Fact]
    public void Every_signature_gives_its_key_back_and_has_a_small_s()
    {
        var random = new TestRandom(310);
        for (var round = 0; round < 300; round++)
        {
            using var key = TransactionSamples.Key(random);
            var hash = random.Bytes32();
            var signature = key.Sign(hash);
            Assert.True(signature.IsCanonical, TestSeed.Describe(round));
            Assert.Equal(signature, key.Sign(hash));
            Assert.True(signature.TryRecover(hash, out var recovered), TestSeed.Describe(round));
            Assert.Equal(key.PublicKey, recovered);
        }
    }

    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(Order)]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Numbers_outside_of_the_group_are_no_signature(string outside)
    {
        var (hash, one) = (Keccak256.HashData("x"u8), Bytes32.FromUInt256(1));
        Assert.False(new Signature(Bytes32.Parse(outside), one, false).TryRecover(hash, out _));
        Assert.False(new Signature(one, Bytes32.Parse(outside), true).TryRecover(hash, out _));
        Assert.False(new Signature(Bytes32.Parse(outside), one, false).IsCanonical);
        Assert.False(new Signature(one, Bytes32.Parse(outside), false).IsCanonical);
    }

    [Fact]
    public void A_large_s_recovers_as_in_the_precompile_and_is_not_canonical()
    {
        using var key = PrivateKey.Generate();
        var hash = Keccak256.HashData("x"u8);
        var signature = key.Sign(hash);
        var other = signature with
        {
            S = Bytes32.FromUInt256(Bytes32.Parse(Order).ToUInt256() - signature.S.ToUInt256()), IsYOdd = !signature.IsYOdd,
        };
        Assert.True(other.TryRecover(hash, out var recovered));
        Assert.Equal(key.PublicKey, recovered);
        Assert.False(other.IsCanonical);
        Assert.True((signature with { S = Bytes32.Parse(HalfOrder) }).IsCanonical);
        Assert.False((signature with { S = Bytes32.FromUInt256(Bytes32.Parse(HalfOrder).ToUInt256() + 1) }).IsCanonical);
    }

    // Input: hash, v, r, s, each 32 bytes (Yellow Paper, appendix E.1).
    private static string Precompile(byte[] input)
    {
        var v = Bytes32.FromBytes(input.AsSpan(32, 32)).ToUInt256();
        var signature = new Signature(Bytes32.FromBytes(input.AsSpan(64, 32)), Bytes32.FromBytes(input.AsSpan(96, 32)), v == 28);
        if (v != 27 && v != 28 || !signature.TryRecover(Bytes32.FromBytes(input.AsSpan(0, 32)), out var key))
            return "0x";
        return HexData.Encode([.. new byte[12], .. key.Address.ToArray()]);
    }
}
