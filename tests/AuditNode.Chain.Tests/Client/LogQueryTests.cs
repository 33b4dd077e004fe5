using System.Text.Json.Nodes;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Tests.JsonRpc;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Client;

public sealed class LogQueryTests(LogFixture fixture) : IClassFixture<LogFixture>, IAsyncLifetime
{
    private readonly FilterQuery filter = fixture.Filter;
    private readonly Bytes32[] topics = fixture.Topics;
    private ulong head;

    private DevelopmentChain Chain => fixture.Chain;

    public async Task InitializeAsync() => head = await Chain.Client.GetBlockNumberAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Thousands_of_blocks_are_read_in_ranges_that_nodes_take()
    {
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(forwarder.PassAsync);
        Assert.True(head > 5000);
        Assert.Equal(topics, await ReadAsync(proxy, 0, head));

        var ranges = Ranges(proxy);
        Assert.All(ranges, range => Assert.InRange(range.To - range.From + 1, 1UL, 2500UL));
        Assert.Equal((0UL, head), (ranges[0].From, ranges[^1].To));
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.To + 1, pair.Second.From));
        Assert.Equal((int)((head + 2500) / 2500), ranges.Count);
    }

    [Fact]
    public async Task A_part_of_the_chain_can_be_read()
    {
        var logs = await Chain.Client.GetLogsAsync(filter, BlockTag.Earliest, BlockTag.Latest);
        var query = new LogQuery(Chain.Client);
        for (var i = 0; i < topics.Length; i++)
            Assert.Equal(topics[i], Assert.Single(await CollectAsync(query.ReadAsync(filter, logs[i].BlockNumber, logs[i].BlockNumber))));
        Assert.Equal(topics[3..8], await CollectAsync(query.ReadAsync(filter, logs[3].BlockNumber, logs[7].BlockNumber)));
        Assert.Equal(topics[4..7], await CollectAsync(query.ReadAsync(filter, logs[3].BlockNumber + 1, logs[7].BlockNumber - 1)));
        Assert.Empty(await CollectAsync(query.ReadAsync(filter with { Topics = [[Bytes32.Zero]] }, 0, head)));
    }

    [Theory]
    [InlineData("""{"code":-32005,"message":"query returned more than 10000 results"}""")]
    [InlineData("""{"code":-32005,"message":"Requested range exceeds maximum RPC range limit"}""")]
    [InlineData("""{"code":-32602,"message":"Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range"}""")]
    [InlineData("""{"code":-32000,"message":"too many results, max 10000"}""")]
    public async Task Ranges_are_halved_after_a_complaint(string complaint)
    {
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(exchange => Ranges(exchange).Any(range => range.To - range.From >= 300)
            ? exchange.ErrorAsync(complaint) : forwarder.PassAsync(exchange));
        Assert.Equal(topics, await ReadAsync(proxy, 0, head));
    }

    [Fact]
    public async Task Ranges_are_halved_when_the_answer_is_too_long()
    {
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(forwarder.PassAsync);
        Assert.Equal(topics, await ReadAsync(proxy, 0, head, Clients.Quick with { MaxResponseBytes = 3000 }));
        Assert.Contains(Ranges(proxy), range => range.To - range.From + 1 < 2500);
    }

    [Fact]
    public async Task A_complaint_about_a_single_block_is_passed_on()
    {
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(exchange => Ranges(exchange).Any()
            ? exchange.ErrorAsync("""{"code":-32005,"message":"limit exceeded"}""") : forwarder.PassAsync(exchange));
        var failure = await Assert.ThrowsAsync<JsonRpcException>(() => ReadAsync(proxy, 0, head));
        Assert.Equal(-32005, failure.Code);
        Assert.InRange(proxy.Exchanges.Count, 2, 20);
    }

    [Fact]
    public async Task Another_error_is_passed_on_at_once()
    {
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(exchange => Ranges(exchange).Any()
            ? exchange.ErrorAsync("""{"code":-32601,"message":"Method not found"}""") : forwarder.PassAsync(exchange));
        await Assert.ThrowsAsync<JsonRpcException>(() => ReadAsync(proxy, 0, head));
        Assert.Single(Ranges(proxy));
    }

    [Fact]
    public async Task A_reorganisation_while_reading_is_noticed()
    {
        using var forwarder = new Forwarder(Chain.Address);
        var parts = 0;
        var transaction = new JsonObject { ["from"] = Chain.Accounts[1].Address.ToString(), ["to"] = Address.Zero.ToString() };
        await using var proxy = new FaultyNode(async exchange =>
        {
            var answer = await forwarder.AskAsync(exchange);
            if (Ranges(exchange).Any() && ++parts == 2)
                await Chain.DoAsync("anvil_reorg", 3, new JsonArray(new JsonArray(transaction, 0)));
            await exchange.AnswerAsync(answer);
        });
        var failure = await Assert.ThrowsAsync<ChainReorganizedException>(() => ReadAsync(proxy, 0, head));
        Assert.Equal(head, failure.Number);
        Assert.NotEqual(failure.Expected, failure.Found);
        Assert.Equal(2, parts);
    }

    [Fact]
    public async Task A_chain_that_becomes_shorter_while_reading_is_noticed()
    {
        var snapshot = (await Chain.DoAsync("evm_snapshot")).GetString();
        await Chain.MineAsync(5);
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(async exchange =>
        {
            var answer = await forwarder.AskAsync(exchange);
            if (Ranges(exchange).Any())
                await Chain.DoAsync("evm_revert", snapshot);
            await exchange.AnswerAsync(answer);
        });
        Assert.Null((await Assert.ThrowsAsync<ChainReorganizedException>(() => ReadAsync(proxy, 0, head + 5))).Found);
    }

    [Fact]
    public async Task Blocks_that_are_not_there_yet_are_not_passed_over()
    {
        var query = new LogQuery(Chain.Client);
        Assert.Equal(head + 1, (await Assert.ThrowsAsync<BlockNotFoundException>(() => CollectAsync(query.ReadAsync(filter, 0, head + 1)))).Number);
        Assert.Throws<ArgumentOutOfRangeException>(() => query.ReadAsync(filter, 5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogQuery(Chain.Client, 0));
    }

    [Theory]
    [InlineData("twice")]
    [InlineData("reversed")]
    [InlineData("another contract")]
    [InlineData("another topic")]
    [InlineData("another block")]
    [InlineData("removed")]
    [InlineData("two histories")]
    [InlineData("no topics")]
    [InlineData("long hash")]
    public async Task Logs_that_do_not_belong_are_refused(string fault)
    {
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(async exchange =>
        {
            var answer = JsonNode.Parse(await forwarder.AskAsync(exchange))!;
            if (Ranges(exchange).Any())
                Spoil(answer["result"]!.AsArray(), fault);
            await exchange.AnswerAsync(answer.ToJsonString());
        });
        var wanted = filter with { Topics = [topics] };
        using var rpc = new JsonRpcClient(proxy.Address, Clients.Quick);
        await Assert.ThrowsAsync<RpcResponseException>(() => CollectAsync(new LogQuery(new EthereumClient(rpc)).ReadAsync(wanted, 0, 2000)));
    }

    [Fact]
    public async Task Reading_can_be_cancelled_between_parts()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var log in new LogQuery(Chain.Client).ReadAsync(filter, 0, head).WithCancellation(cancel.Token))
                cancel.Cancel();
        });
    }

    private static void Spoil(JsonArray logs, string fault)
    {
        var first = logs[0]!.AsObject();
        switch (fault)
        {
            case "twice":
                logs.Insert(0, first.DeepClone());
                break;
            case "reversed":
                logs.Add(first.DeepClone());
                logs.RemoveAt(0);
                break;
            case "another contract":
                first["address"] = Address.Zero.ToString();
                break;
            case "another topic":
                first["topics"] = new JsonArray(Bytes32.Zero.ToString());
                break;
            case "another block":
                first["blockNumber"] = "0x7fffffff";
                break;
            case "removed":
                first["removed"] = true;
                break;
            case "two histories":
                var second = first.DeepClone().AsObject();
                (second["blockHash"], second["logIndex"]) = (Bytes32.Zero.ToString(), "0x5");
                logs.Insert(1, second);
                break;
            case "no topics":
                first.Remove("topics");
                break;
            case "long hash":
                first["blockHash"] = Bytes32.Zero + "00";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "An unknown fault.");
        }
    }

    private static async Task<List<Bytes32>> CollectAsync(IAsyncEnumerable<Log> logs)
    {
        var found = new List<Bytes32>();
        await foreach (var log in logs)
            found.Add(log.Topics[0]);
        return found;
    }

    private static List<(ulong From, ulong To)> Ranges(FaultyNode node) => [.. node.Exchanges.SelectMany(Ranges)];

    private static IEnumerable<(ulong From, ulong To)> Ranges(Exchange exchange) => exchange.Requests
        .Where(request => (string?)request["method"] == "eth_getLogs").Select(request => request["params"]![0]!)
        .Select(range => (HexData.DecodeQuantityUInt64((string)range["fromBlock"]!), HexData.DecodeQuantityUInt64((string)range["toBlock"]!)));

    private async Task<List<Bytes32>> ReadAsync(FaultyNode node, ulong from, ulong to, JsonRpcOptions? options = null)
    {
        using var rpc = new JsonRpcClient(node.Address, options ?? Clients.Quick);
        return await CollectAsync(new LogQuery(new EthereumClient(rpc)).ReadAsync(filter, from, to));
    }
}
