using System.Text.Json;
using System.Text.Json.Nodes;
using AuditNode.Chain.Tests.Transactions;
using AuditNode.Chain.Transactions;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Agreement with viem on random transactions: the same bytes from the same key, and each reads the other's.</summary>
[Collection(InteropCollection.Name)]
public class TransactionInteropTests(InteropSession session, ITestOutputHelper output)
{
    private const int Count = 1500;
    private readonly TestRandom random = new(300);

    [Fact]
    public async Task Signed_transactions_are_those_of_viem_bit_for_bit()
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        List<(SignedTransaction Signed, JsonObject Fields, JsonObject Case)> cases = [];
        for (var i = 0; i < Count; i++)
        {
            using var key = TransactionSamples.Key(random);
            var signed = TransactionSamples.Transaction(random).Sign(key);
            Assert.Equal(key.Address, signed.Sender);
            var fields = Fields(signed.Transaction);
            cases.Add((signed, fields, new JsonObject
            {
                ["privateKey"] = Secret(key), ["fields"] = fields.DeepClone(), ["raw"] = HexData.Encode(signed.Raw.Span),
            }));
        }
        var results = await session.RunAsync("transaction", cases.Select(one => (JsonNode)one.Case));
        for (var i = 0; i < Count; i++)
        {
            var (signed, fields, _) = cases[i];
            var theirs = results[i].GetProperty("raw").GetString()!;
            Assert.True(theirs == HexData.Encode(signed.Raw.Span), $"{TestSeed.Describe(i)}: {fields.ToJsonString()}: theirs is {theirs}");
            Assert.Equal(signed.Hash.ToString(), results[i].GetProperty("hash").GetString());
            Assert.Equal(signed.Sender.ToString(), results[i].GetProperty("sender").GetString());
            CheckFields(fields, results[i].GetProperty("fields"));
            var decoded = SignedTransaction.Decode(HexData.Decode(theirs));
            Assert.Equal((signed.Sender, signed.Hash, signed.Signature), (decoded.Sender, decoded.Hash, decoded.Signature));
            Assert.Equal(fields.ToJsonString(), Fields(decoded.Transaction).ToJsonString());
        }
    }

    internal static string Secret(PrivateKey key)
    {
        Span<byte> secret = stackalloc byte[PrivateKey.ByteCount];
        key.Export(secret);
        return HexData.Encode(secret);
    }

    // viem leaves out what is zero or empty.
    private static void CheckFields(JsonObject ours, JsonElement theirs)
    {
        foreach (var (name, value) in ours)
        {
            var found = theirs.GetProperty(name);
            var isAbsent = found.ValueKind == JsonValueKind.Null;
            var text = value switch { null => "null", JsonArray list => list.ToJsonString(), _ => value.ToString() };
            if (isAbsent)
                Assert.Contains(text, (string[])["null", "0", "0x", "[]"]);
            else
                Assert.Equal(text.ToLowerInvariant(), (found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText()).ToLowerInvariant());
        }
    }

    private static JsonObject Fields(Transaction transaction)
    {
        var fields = new JsonObject
        {
            ["type"] = transaction switch { LegacyTransaction => "legacy", AccessListTransaction => "eip2930", _ => "eip1559" },
            ["nonce"] = transaction.Nonce,
            ["gas"] = transaction.GasLimit.ToString(),
            ["to"] = transaction.To?.ToString(),
            ["value"] = transaction.Value.ToString(),
            ["data"] = HexData.Encode(transaction.Data.Span),
        };
        if (transaction.ChainId is { } chainId)
            fields["chainId"] = chainId;
        switch (transaction)
        {
            case LegacyTransaction legacy:
                fields["gasPrice"] = legacy.GasPrice.ToString();
                break;
            case AccessListTransaction accessList:
                fields["gasPrice"] = accessList.GasPrice.ToString();
                break;
            case DynamicFeeTransaction dynamicFee:
                fields["maxFeePerGas"] = dynamicFee.MaxFeePerGas.ToString();
                fields["maxPriorityFeePerGas"] = dynamicFee.MaxPriorityFeePerGas.ToString();
                break;
        }
        if (transaction is TypedTransaction typed)
            fields["accessList"] = new JsonArray([.. typed.AccessList.Select(entry => (JsonNode)new JsonObject
            {
                ["address"] = entry.Address.ToString(),
                ["storageKeys"] = new JsonArray([.. entry.StorageKeys.Select(slot => (JsonNode)slot.ToString())]),
            })]);
        return fields;
    }
}
