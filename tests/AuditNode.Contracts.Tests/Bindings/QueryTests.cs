using System.Text.Json.Nodes;
using AuditNode.Chain;
using AuditNode.Contracts.Tests.Bindings.Specimens;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Queries for events of a scripted node.</summary>
public class QueryTests
{
    private static readonly Bytes32 topic = Keccak256.HashData("Opened(bytes32)"u8);

    [Fact]
    public async Task Events_come_in_order_with_their_origins()
    {
        await using var node = NodeWith(Log(4, 0, 1), Log(5, 0, 2), Log(5, 1, 3));
        var specimen = new Specimen(node.Client, Samples.Contract);

        var events = await specimen.QueryOpenedBytes32Async(1, 9).ToListAsync();

        Assert.Equal([Samples.Word(1), Samples.Word(2), Samples.Word(3)], events.Select(item => item.JobId));
        Assert.Equal([(4, 0), (5, 0), (5, 1)], events.Select(item => ((int)item.Origin.BlockNumber, (int)item.Origin.LogIndex)));
    }

    [Fact]
    public async Task A_query_asks_for_its_contract_its_topics_and_its_blocks()
    {
        await using var node = NodeWith();
        var filter = new Specimen.OpenedBytes32Filter { JobId = [Samples.Word(1), Samples.Word(2)] };

        await new Specimen(node.Client, Samples.Contract).QueryOpenedBytes32Async(3, 9, filter).ToListAsync();

        var asked = node.Parameters("eth_getLogs")[0]!;
        Assert.Equal(("0x3", "0x9"), (asked["fromBlock"]!.GetValue<string>(), asked["toBlock"]!.GetValue<string>()));
        Assert.Equal(Samples.Contract, Address.Parse(asked["address"]![0]!.GetValue<string>()));
        Assert.Equal($"[[\"{topic}\"],[\"{Samples.Word(1)}\",\"{Samples.Word(2)}\"]]", asked["topics"]!.ToJsonString());
    }

    [Fact]
    public async Task A_query_can_be_cancelled()
    {
        await using var node = NodeWith(Log(4, 0, 1), Log(5, 0, 2));
        using var cancellation = new CancellationTokenSource();
        var specimen = new Specimen(node.Client, Samples.Contract);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in specimen.QueryOpenedBytes32Async(1, 6000).WithCancellation(cancellation.Token))
                cancellation.Cancel();
        });
    }

    private static ScriptedNode NodeWith(params JsonObject[] logs)
    {
        var node = new ScriptedNode();
        node.Answer("eth_getBlockByNumber", parameters => ScriptedNode.Block(parameters[0]!.GetValue<string>()));
        node.Answer("eth_getLogs", parameters =>
            new JsonArray([.. logs.Where(log => IsIn(log, parameters[0]!)).Select(log => log.DeepClone())]));
        return node;
    }

    private static bool IsIn(JsonObject log, JsonNode filter)
    {
        var block = Number(log["blockNumber"]!);
        return block >= Number(filter["fromBlock"]!) && block <= Number(filter["toBlock"]!);
    }

    private static ulong Number(JsonNode quantity) => HexData.DecodeQuantityUInt64(quantity.GetValue<string>());

    private static JsonObject Log(ulong block, ulong index, int jobId) => new()
    {
        ["address"] = Samples.Contract.ToString(),
        ["topics"] = new JsonArray(topic.ToString(), Samples.Word(jobId).ToString()),
        ["data"] = "0x",
        ["blockNumber"] = HexData.EncodeQuantity(block),
        ["blockHash"] = Samples.Word((int)block).ToString(),
        ["transactionHash"] = Samples.Word(0x7a).ToString(),
        ["transactionIndex"] = "0x0",
        ["logIndex"] = HexData.EncodeQuantity(index),
        ["removed"] = false,
    };
}
