using System.Numerics;
using AuditNode.Chain.Rlp;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Transactions;

public class TransactionRefusalTests
{
    private static readonly DynamicFeeTransaction Valid = new()
    {
        ChainId = 1337, Nonce = 1, GasLimit = 21000, MaxFeePerGas = 10, MaxPriorityFeePerGas = 1, To = Address.Zero,
    };

    private static readonly LegacyTransaction ValidLegacy = new() { ChainId = 1337, Nonce = 1, GasLimit = 21000, GasPrice = 10 };

    public static TheoryData<string, Transaction> Wrong => new()
    {
        { "nonce", Valid with { Nonce = ulong.MaxValue } },
        { "value", Valid with { Value = BigInteger.MinusOne } },
        { "value", Valid with { Value = BigInteger.One << 256 } },
        { "maxFeePerGas", Valid with { MaxFeePerGas = BigInteger.One << 256 } },
        { "maxFeePerGas", Valid with { MaxFeePerGas = -1 } },
        { "maxPriorityFeePerGas", Valid with { MaxPriorityFeePerGas = 11 } },
        { "maxPriorityFeePerGas", Valid with { MaxPriorityFeePerGas = -1 } },
        { "chainId", Valid with { ChainId = null } },
        { "chainId", Valid with { ChainId = 0 } },
        { "chainId", ValidLegacy with { ChainId = 0 } },
        { "gasPrice", ValidLegacy with { GasPrice = BigInteger.One << 256 } },
        { "gasPrice", new AccessListTransaction { ChainId = 1, Nonce = 0, GasLimit = 1, GasPrice = -1 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_field_out_of_range_is_named_before_anything_is_signed(string field, Transaction transaction)
    {
        using var key = PrivateKey.Generate();
        Assert.Equal(field, Assert.Throws<TransactionFormatException>(() => transaction.Sign(key)).Field);
    }

    [Fact]
    public void Signatures_with_a_large_s_are_refused()
    {
        using var key = PrivateKey.Generate();
        var signed = Valid.Sign(key);
        var order = Bytes32.Parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141").ToUInt256();
        var mirrored = signed.Signature with
        {
            S = Bytes32.FromUInt256(order - signed.Signature.S.ToUInt256()), IsYOdd = !signed.Signature.IsYOdd,
        };
        Assert.Equal("signature", Assert.Throws<TransactionFormatException>(() => Valid.WithSignature(mirrored)).Field);
        Assert.Equal("signature", Assert.Throws<TransactionFormatException>(() => SignedTransaction.Decode(Valid.Encode(mirrored))).Field);
    }

    [Fact]
    public void Bytes_after_a_transaction_are_refused()
    {
        using var key = PrivateKey.Generate();
        foreach (var transaction in new Transaction[] { Valid, ValidLegacy })
        {
            var raw = transaction.Sign(key).Raw.ToArray();
            Assert.Equal("encoding", Assert.Throws<TransactionFormatException>(() => SignedTransaction.Decode([.. raw, 0])).Field);
        }
    }

    [Theory]
    [InlineData("0x", "encoding")]
    [InlineData("0x00", "type")]
    [InlineData("0x03c0", "type")]
    [InlineData("0x7fc0", "type")]
    [InlineData("0x80", "encoding")]
    [InlineData("0x8180", "type")]
    [InlineData("0x01", "encoding")]
    [InlineData("0x0280", "encoding")]
    [InlineData("0xc0", "encoding")]
    public void Unknown_kinds_and_fragments_are_refused(string raw, string field) =>
        Assert.Equal(field, Assert.Throws<TransactionFormatException>(() => SignedTransaction.Decode(HexData.Decode(raw))).Field);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(26)]
    [InlineData(29)]
    [InlineData(35)]
    [InlineData(36)]
    public void A_v_that_no_signature_has_is_refused(int v)
    {
        var writer = new RlpWriter();
        writer.StartList();
        foreach (var field in new[] { 1, 2, 3, 0, 5, 0, v, 8, 9 })
            writer.WriteInteger((ulong)field);
        writer.EndList();
        Assert.Equal("v", Assert.Throws<TransactionFormatException>(() => SignedTransaction.Decode(writer.ToArray())).Field);
    }

    [Fact]
    public void The_largest_chain_number_survives_in_v()
    {
        using var key = PrivateKey.Generate();
        var decoded = SignedTransaction.Decode((ValidLegacy with { ChainId = ulong.MaxValue }).Sign(key).Raw.Span);
        Assert.Equal(ulong.MaxValue, decoded.Transaction.ChainId);
    }

    [Fact]
    public void Changed_transactions_are_refused_or_have_another_sender_or_hash()
    {
        var random = new TestRandom(320);
        using var key = TransactionSamples.Key(random);
        for (var round = 0; round < 2000; round++)
        {
            var signed = TransactionSamples.Transaction(random).Sign(key);
            var raw = signed.Raw.ToArray();
            raw[random.Below(raw.Length)] ^= (byte)(1 + random.Below(255));
            try
            {
                var decoded = SignedTransaction.Decode(raw);
                Assert.Equal(raw, decoded.Raw.ToArray());
                Assert.False(decoded.Hash == signed.Hash || (decoded.Sender == key.Address && !OnlyUnsignedDiffers(decoded, signed)), TestSeed.Describe(round));
            }
            catch (TransactionFormatException)
            {
                // Refused, which is as good.
            }
        }
    }

    private static bool OnlyUnsignedDiffers(SignedTransaction left, SignedTransaction right) =>
        left.Transaction.SigningHash == right.Transaction.SigningHash && left.Signature != right.Signature;
}
