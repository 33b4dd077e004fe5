using System.Text.Json.Nodes;
using AuditNode.Chain.Rlp;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Interchange;

/// <summary>Agreement with viem on random RLP, in both directions.</summary>
[Collection(InteropCollection.Name)]
public class RlpInteropTests(InteropSession session, ITestOutputHelper output)
{
    private const int Count = 1500;
    private const int MaxDepth = 6;
    private static readonly int[] Edges = [0, 1, 1, 1, 2, 20, 32, 54, 55, 56, 57, 254, 255, 256, 257];
    private readonly TestRandom random = new(200);

    [Fact]
    public async Task Random_items_are_written_and_read_as_viem_does()
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        var items = Enumerable.Range(0, Count).Select(_ => Item(0)).ToList();
        var encoded = items.Select(item => HexData.Encode(Write(item))).ToList();
        var results = await session.RunAsync(
            "rlp", items.Select((item, i) => (JsonNode)new JsonObject { ["item"] = item.DeepClone(), ["encoded"] = encoded[i] }));
        for (var i = 0; i < Count; i++)
        {
            var theirs = results[i].GetProperty("encoded").GetString()!;
            Assert.True(encoded[i] == theirs, $"{TestSeed.Describe(i)}: ours {encoded[i]}, theirs {theirs}");
            Assert.Equal(items[i].ToJsonString(), results[i].GetProperty("decoded").GetRawText());
            var reader = new RlpReader(HexData.Decode(theirs));
            Assert.Equal(items[i].ToJsonString(), Read(ref reader).ToJsonString());
            reader.End();
        }
    }

    private static byte[] Write(JsonNode item)
    {
        var writer = new RlpWriter();
        Write(writer, item);
        return writer.ToArray();
    }

    private static void Write(RlpWriter writer, JsonNode item)
    {
        if (item is not JsonArray list)
        {
            writer.WriteBytes(HexData.Decode(item.GetValue<string>()));
            return;
        }
        writer.StartList();
        foreach (var inner in list)
            Write(writer, inner!);
        writer.EndList();
    }

    private static JsonNode Read(ref RlpReader reader)
    {
        if (!reader.IsList)
            return HexData.Encode(reader.ReadBytes());
        var items = reader.ReadList();
        var list = new JsonArray();
        while (!items.IsAtEnd)
            list.Add(Read(ref items));
        return list;
    }

    private JsonNode Item(int depth)
    {
        if (depth == MaxDepth || random.OneIn(3))
            return HexData.Encode(random.OneIn(500) ? random.Bytes(65500 + random.Below(100)) : random.Bytes(Edges[random.Below(Edges.Length)]));
        return new JsonArray([.. Enumerable.Range(0, random.Below(5)).Select(_ => Item(depth + 1))]);
    }
}
