using System.Text.Json.Nodes;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Tests.Transactions;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Key files open on both sides. ethers normalises passphrases (NFKC), so these are normal.</summary>
[Collection(InteropCollection.Name)]
public class KeystoreInteropTests(InteropSession session, ITestOutputHelper output)
{
    private static readonly ScryptParameters[] Costs = [new(2, 1, 1), new(1024, 8, 1), new(256, 4, 3), new(4096, 1, 2)];
    private static readonly string[] Passphrases = ["", "testpassword", "päss wörd", "日本語 🙂"];
    private readonly TestRandom random = new(500);

    [Fact]
    public async Task Key_files_are_opened_by_ethers()
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        List<(string Address, string Secret, JsonObject Case)> cases = [];
        foreach (var cost in Costs)
        {
            foreach (var passphrase in Passphrases)
            {
                using var key = TransactionSamples.Key(random);
                cases.Add((key.Address.ToString(), TransactionInteropTests.Secret(key), new JsonObject
                {
                    ["json"] = KeystoreV3.Encrypt(key, passphrase, cost), ["passphrase"] = passphrase,
                }));
            }
        }
        var results = await session.RunAsync("keystoreDecrypt", cases.Select(one => (JsonNode)one.Case));
        for (var i = 0; i < cases.Count; i++)
        {
            Assert.Equal(cases[i].Address, results[i].GetProperty("address").GetString());
            Assert.Equal(cases[i].Secret, results[i].GetProperty("privateKey").GetString());
        }
    }

    [Fact]
    public async Task Key_files_of_ethers_are_opened()
    {
        List<(string Secret, string Passphrase, JsonObject Case)> cases = [];
        foreach (var cost in Costs)
        {
            foreach (var passphrase in Passphrases)
            {
                using var key = TransactionSamples.Key(random);
                var secret = TransactionInteropTests.Secret(key);
                cases.Add((secret, passphrase, new JsonObject
                {
                    ["address"] = key.Address.ToString(),
                    ["privateKey"] = secret,
                    ["passphrase"] = passphrase,
                    ["scrypt"] = new JsonObject { ["N"] = cost.N, ["r"] = cost.R, ["p"] = cost.P },
                }));
            }
        }
        var results = await session.RunAsync("keystoreEncrypt", cases.Select(one => (JsonNode)one.Case));
        for (var i = 0; i < cases.Count; i++)
        {
            using var key = KeystoreV3.Decrypt(results[i].GetProperty("json").GetString()!, cases[i].Passphrase);
            Assert.Equal(cases[i].Secret, TransactionInteropTests.Secret(key));
        }
    }
}
