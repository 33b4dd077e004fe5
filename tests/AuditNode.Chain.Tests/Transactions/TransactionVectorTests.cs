using System.Numerics;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Transactions;

public class TransactionVectorTests
{
    /// <summary>The example of https://eips.ethereum.org/EIPS/eip-155.</summary>
    [Fact]
    public void The_example_of_eip_155_is_signed_bit_for_bit()
    {
        using var key = PrivateKey.FromBytes(HexData.Decode("0x4646464646464646464646464646464646464646464646464646464646464646"));
        var transaction = new LegacyTransaction
        {
            ChainId = 1,
            Nonce = 9,
            GasPrice = 20_000_000_000,
            GasLimit = 21000,
            To = Address.Parse("0x3535353535353535353535353535353535353535"),
            Value = BigInteger.Pow(10, 18),
        };
        Assert.Equal("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53", transaction.SigningHash.ToString());
        var signed = transaction.Sign(key);
        Assert.Equal(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d"
            + "3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
            HexData.Encode(signed.Raw.Span));
    }
}
