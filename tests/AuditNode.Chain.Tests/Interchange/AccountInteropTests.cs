using System.Text.Json.Nodes;
using AuditNode.Chain.Tests.Transactions;
using AuditNode.Chain.Transactions;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Agreement with viem on addresses, checksums and signatures of hashes.</summary>
[Collection(InteropCollection.Name)]
public class AccountInteropTests(InteropSession session, ITestOutputHelper output)
{
    private const int AddressCount = 3000;
    private const int KeyCount = 300;
    private readonly TestRandom random = new(400);

    [Fact]
    public async Task Random_addresses_have_the_checksum_of_viem()
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        var addresses = Enumerable.Range(0, AddressCount).Select(_ => random.Address()).ToList();
        var results = await session.RunAsync("address", addresses.Select(
            address => (JsonNode)new JsonObject { ["text"] = HexData.Encode(address.ToArray()) }));
        Assert.Equal(addresses.Select(address => address.ToString()), results.Select(result => result.GetProperty("checksummed").GetString()));
    }

    [Fact]
    public async Task Texts_with_one_letter_of_the_other_case_are_refused_as_viem_refuses_them()
    {
        var texts = Enumerable.Range(0, AddressCount).Select(_ => OtherCase(random.Address().ToString())).ToList();
        var results = await session.RunAsync("addressChecksum", texts.Select(text => (JsonNode)new JsonObject { ["text"] = text }));
        for (var i = 0; i < AddressCount; i++)
        {
            // Beyond viem's, all upper case is accepted, as EIP-55 recommends.
            var expected = results[i].GetProperty("isValid").GetBoolean() || texts[i][2..] == texts[i][2..].ToUpperInvariant();
            Assert.True(expected == Address.TryParse(texts[i], out _), $"{TestSeed.Describe(i)}: {texts[i]}");
        }
    }

    [Fact]
    public async Task Keys_have_the_address_and_make_the_signatures_of_viem()
    {
        List<(Address Address, PublicKey Key, Signature Signature, JsonObject Case)> cases = [];
        for (var i = 0; i < KeyCount; i++)
        {
            using var key = TransactionSamples.Key(random);
            var hash = random.Bytes32();
            cases.Add((key.Address, key.PublicKey, key.Sign(hash), new JsonObject
            {
                ["privateKey"] = TransactionInteropTests.Secret(key), ["hash"] = hash.ToString(),
            }));
        }
        var results = await session.RunAsync("account", cases.Select(one => (JsonNode)one.Case));
        for (var i = 0; i < KeyCount; i++)
        {
            var (address, key, signature, _) = cases[i];
            Assert.Equal(address.ToString(), results[i].GetProperty("address").GetString());
            Assert.Equal("0x04" + key.ToString()[2..], results[i].GetProperty("publicKey").GetString());
            byte[] bytes = [.. signature.R.ToArray(), .. signature.S.ToArray(), (byte)(27 + signature.YParity)];
            Assert.Equal(HexData.Encode(bytes), results[i].GetProperty("signature").GetString());
        }
    }

    private string OtherCase(string text)
    {
        var letters = Enumerable.Range(2, text.Length - 2).Where(i => char.IsAsciiLetter(text[i])).ToList();
        if (letters.Count == 0)
            return text;
        var place = letters[random.Below(letters.Count)];
        return $"{text[..place]}{(char)(text[place] ^ 0x20)}{text[(place + 1)..]}";
    }
}
