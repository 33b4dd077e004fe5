using System.Security.Cryptography;
using System.Text;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Transactions;

/// <summary>
/// Signatures over SHA-256 of a text with the nonces of RFC 6979 on secp256k1. The RFC has no vectors for this curve; these have been
/// passed around since https://bitcointalk.org/index.php?topic=285142.40 and are in the tests of many libraries.
/// </summary>
public class DeterministicSignatureTests
{
    [Theory]
    [InlineData(
        "0x0000000000000000000000000000000000000000000000000000000000000001", "Satoshi Nakamoto",
        "0x934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8", "0x2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData(
        "0x0000000000000000000000000000000000000000000000000000000000000001", "All those moments will be lost in time, like tears in rain. Time to die...",
        "0x8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b", "0x547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    [InlineData(
        "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", "Satoshi Nakamoto",
        "0xfd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0", "0x6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5")]
    [InlineData(
        "0xf8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181", "Alan Turing",
        "0x7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c", "0x58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea")]
    [InlineData(
        "0xe91671c46231f833a6406ccbea0e3e392c76c167bac1cb013f6f1013980455c2",
        "There is a computer disease that anybody who works with computers knows about. It's a very serious disease and it interferes "
        + "completely with the work. The trouble with computers is that you 'play' with them!",
        "0xb552edd27580141f3b2a5463048cb7cd3e047b97c9f98076c32dbdf85a68718b", "0x279fa72dd19bfae05577e06c7c0c1900c371fcd5893f7e1d56a37d30174671f6")]
    public void Signatures_are_those_of_other_libraries(string key, string message, string r, string s)
    {
        using var privateKey = PrivateKey.FromBytes(HexData.Decode(key));
        var hash = Bytes32.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(message)));
        var signature = privateKey.Sign(hash);
        Assert.Equal((r, s), (signature.R.ToString(), signature.S.ToString()));
        Assert.True(signature.TryRecover(hash, out var recovered));
        Assert.Equal(privateKey.PublicKey, recovered);
    }
}
