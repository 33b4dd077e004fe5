using System.Text.Json.Nodes;
using AuditNode.Chain.Abi;
using AuditNode.Chain.Tests.Abi;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Agreement with viem on random ABI items, in both directions.</summary>
[Collection(InteropCollection.Name)]
public class AbiInteropTests(InteropSession session, ITestOutputHelper output)
{
    private const int MaxParameters = 5;
    private readonly TestRandom random = new(100);

    [Fact]
    public async Task Encodings_of_random_types_are_those_of_viem_and_are_read_by_both()
    {
        var cases = Cases(2500);
        var encoded = cases.Select(one => AbiCodec.Encode(one.Parameters, one.Values)).ToList();
        var results = await session.RunAsync("abiCodec", cases.Select((one, i) => (JsonNode)new JsonObject
        {
            ["parameters"] = AbiJsonForm.Parameters(one.Parameters),
            ["values"] = AbiJsonForm.Value(one.Values),
            ["encoded"] = HexData.Encode(encoded[i]),
        }));
        for (var i = 0; i < cases.Count; i++)
        {
            Agree(i, HexData.Encode(encoded[i]), results[i].GetProperty("encoded").GetString());
            Agree(i, AbiJsonForm.Value(cases[i].Values).ToJsonString(), JsonNode.Parse(results[i].GetProperty("decoded").GetRawText())!.ToJsonString());
            var decoded = AbiCodec.Decode(cases[i].Parameters, HexData.Decode(results[i].GetProperty("encoded").GetString()));
            Assert.Equal(cases[i].Values, decoded);
        }
    }

    [Fact]
    public async Task Functions_have_the_signature_the_selector_and_the_calldata_of_viem()
    {
        var cases = Cases(1000);
        var items = cases.Select((one, i) => Item("function", $"f{i}", one.Parameters)).ToList();
        var functions = items.Select(item => ContractAbi.Parse($"[{item.ToJsonString()}]").Functions.Single()).ToList();
        var results = await session.RunAsync("abiFunction", cases.Select((one, i) => (JsonNode)new JsonObject
        {
            ["item"] = items[i],
            ["values"] = AbiJsonForm.Value(one.Values),
            ["encoded"] = HexData.Encode(functions[i].EncodeCall(one.Values)),
        }));
        for (var i = 0; i < cases.Count; i++)
        {
            var encoded = results[i].GetProperty("encoded").GetString()!;
            Agree(i, functions[i].Signature, results[i].GetProperty("signature").GetString());
            Agree(i, functions[i].Selector.ToString(), results[i].GetProperty("selector").GetString());
            Agree(i, HexData.Encode(functions[i].EncodeCall(cases[i].Values)), encoded);
            Agree(i, AbiJsonForm.Value(cases[i].Values).ToJsonString(), JsonNode.Parse(results[i].GetProperty("decoded").GetRawText())!.ToJsonString());
            Assert.Equal(cases[i].Values, AbiFunction.Parse(functions[i].Signature).DecodeCall(HexData.Decode(encoded)));
        }
    }

    [Fact]
    public async Task Errors_have_the_data_of_viem()
    {
        var cases = Cases(500);
        var items = cases.Select((one, i) => Item("error", $"E{i}", one.Parameters)).ToList();
        var errors = items.Select(item => ContractAbi.Parse($"[{item.ToJsonString()}]").Errors.Single()).ToList();
        var results = await session.RunAsync("abiError", cases.Select((one, i) => (JsonNode)new JsonObject
        {
            ["item"] = items[i],
            ["values"] = AbiJsonForm.Value(one.Values),
            ["encoded"] = HexData.Encode(errors[i].Encode(one.Values)),
        }));
        for (var i = 0; i < cases.Count; i++)
        {
            var encoded = results[i].GetProperty("encoded").GetString()!;
            Agree(i, HexData.Encode(errors[i].Encode(cases[i].Values)), encoded);
            Agree(i, AbiJsonForm.Value(cases[i].Values).ToJsonString(), JsonNode.Parse(results[i].GetProperty("decoded").GetRawText())!.ToJsonString());
            Assert.Equal(cases[i].Values, errors[i].Decode(HexData.Decode(encoded)));
        }
    }

    [Fact]
    public async Task Logs_have_the_topics_and_the_data_of_viem()
    {
        var cases = Cases(1000).Select(one => (Parameters: Indexed(one.Parameters), one.Values)).ToList();
        var items = cases.Select((one, i) => Item("event", $"Event{i}", one.Parameters)).ToList();
        var events = items.Select(item => ContractAbi.Parse($"[{item.ToJsonString()}]").Events.Single()).ToList();
        var logs = cases.Select((one, i) => events[i].EncodeLog(one.Values)).ToList();
        var results = await session.RunAsync("abiEvent", cases.Select((one, i) => (JsonNode)new JsonObject
        {
            ["item"] = items[i],
            ["values"] = AbiJsonForm.Value(one.Values),
            ["topics"] = AbiJsonForm.Value(logs[i].Topics),
            ["data"] = HexData.Encode(logs[i].Data),
        }));
        for (var i = 0; i < cases.Count; i++)
        {
            var decoded = events[i].DecodeLog(logs[i].Topics, logs[i].Data);
            Agree(i, events[i].Topic.ToString(), results[i].GetProperty("selector").GetString());
            Assert.Equal(logs[i].Topics.Select(topic => topic.ToString()), results[i].GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()));
            Agree(i, HexData.Encode(logs[i].Data), results[i].GetProperty("data").GetString());
            Agree(i, AbiJsonForm.Value(decoded).ToJsonString(), JsonNode.Parse(results[i].GetProperty("decoded").GetRawText())!.ToJsonString());
        }
    }

    private static JsonObject Item(string kind, string name, IReadOnlyList<AbiParameter> parameters)
    {
        var item = new JsonObject { ["type"] = kind, ["name"] = name, ["inputs"] = AbiJsonForm.Parameters(parameters) };
        if (kind == "function")
            (item["outputs"], item["stateMutability"]) = (new JsonArray(), "nonpayable");
        return item;
    }

    // viem makes topics of single words, strings and bytes only.
    private List<AbiParameter> Indexed(IReadOnlyList<AbiParameter> parameters)
    {
        var left = AbiEvent.MaxIndexed;
        return [.. parameters.Select(parameter =>
            parameter.Type is not (AbiArrayType or AbiTupleType) && left > 0 && random.OneIn(2) && left-- > 0
                ? parameter with { IsIndexed = true }
                : parameter)];
    }

    private List<(IReadOnlyList<AbiParameter> Parameters, object[] Values)> Cases(int count)
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            IReadOnlyList<AbiParameter> parameters = AbiSamples.Parameters(random, MaxParameters);
            return (parameters, AbiSamples.Values(random, parameters));
        })];
    }

    private static void Agree(int round, string ours, string? theirs) =>
        Assert.True(ours == theirs, $"{TestSeed.Describe(round)}: ours {ours}, theirs {theirs}");
}
