using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Transactions;

public class PrivateKeyTests
{
    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("0x")]
    [InlineData("0x01")]
    [InlineData("0x000000000000000000000000000000000000000000000000000000000000000001")]
    public void What_is_no_scalar_is_no_key(string bytes) =>
        Assert.Throws<ArgumentException>(() => PrivateKey.FromBytes(HexData.Decode(bytes)));

    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000001", "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", "0x80C0dbf239224071c59dD8970ab9d542E3414aB2")]
    public void The_smallest_and_the_largest_key_have_their_known_accounts(string bytes, string address)
    {
        using var key = PrivateKey.FromBytes(HexData.Decode(bytes));
        Assert.Equal(address, key.Address.ToString());
    }

    [Fact]
    public void Generated_keys_differ() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(_ => PrivateKey.Generate()).Select(key => key.Address).Distinct().Count());

    [Fact]
    public void The_text_of_a_key_does_not_tell_the_secret()
    {
        using var key = PrivateKey.Generate();
        var secret = new byte[PrivateKey.ByteCount];
        key.Export(secret);
        Assert.DoesNotContain(Convert.ToHexStringLower(secret), key.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(key.Address.ToString(), key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cleared_key_neither_signs_nor_tells_the_secret()
    {
        var key = PrivateKey.Generate();
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(Bytes32.Zero));
        Assert.Throws<ObjectDisposedException>(() => key.Export(new byte[32]));
    }

    [Fact]
    public void A_key_can_sign_from_many_threads_at_once()
    {
        using var key = PrivateKey.Generate();
        var hashes = Enumerable.Range(0, 64).Select(i => Keccak256.HashData([(byte)i])).ToArray();
        var expected = hashes.Select(key.Sign).ToArray();
        var found = new Signature[hashes.Length];
        Parallel.For(0, hashes.Length, i => found[i] = key.Sign(hashes[i]));
        Assert.Equal(expected, found);
    }
}
