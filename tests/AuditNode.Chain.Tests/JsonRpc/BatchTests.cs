using System.Text.Json.Nodes;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Tests.JsonRpc;

public sealed class BatchTests
{
    [Fact]
    public async Task Answers_are_matched_by_id_in_any_order()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(Array(exchange.Requests.Reverse().Select(Echo))));
        using var client = Clients.Of(node);
        var results = await client.BatchAsync(Requests(7));
        Assert.Equal(Enumerable.Range(0, 7), results.Select(result => result.Value.GetInt32()));
    }

    [Fact]
    public async Task Each_request_has_a_result_or_an_error_of_its_own()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(Array(
            [Echo(exchange.Requests[0]), $$"""{"jsonrpc":"2.0","error":{"code":-32601,"message":"no"},"id":{{exchange.Requests[1]["id"]}} }"""])));
        using var client = Clients.Of(node);
        var results = await client.BatchAsync([new JsonRpcRequest("eth_call", 5), new JsonRpcRequest("eth_foo", 6)]);
        Assert.Null(results[0].Error);
        var failure = Assert.IsType<JsonRpcException>(results[1].Error);
        Assert.Equal((-32601, "eth_foo"), (failure.Code, failure.Method));
        Assert.Same(failure, Assert.Throws<JsonRpcException>(() => results[1].Value));
    }

    [Fact]
    public async Task A_request_that_the_answer_leaves_out_is_an_error_and_the_others_are_not()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(Array(exchange.Requests.Where((_, i) => i != 1).Select(Echo))));
        using var client = Clients.Of(node);
        var results = await client.BatchAsync(Requests(3));
        Assert.Equal((0, 2), (results[0].Value.GetInt32(), results[2].Value.GetInt32()));
        Assert.IsType<RpcResponseException>(results[1].Error);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":987654,"result":1}""", "was not asked for")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"result":1}""", "was not asked for")]
    [InlineData("17", "was not asked for")]
    public async Task An_answer_to_something_else_is_refused(string extra, string fault)
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(Array(exchange.Requests.Select(Echo).Append(extra))));
        using var client = Clients.Of(node);
        Assert.Contains(fault, (await Assert.ThrowsAsync<RpcResponseException>(() => client.BatchAsync(Requests(2)))).Message);
    }

    [Fact]
    public async Task Two_answers_to_one_request_are_refused()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(Array(exchange.Requests.Append(exchange.Requests[0]).Select(Echo))));
        using var client = Clients.Of(node);
        Assert.Contains("twice", (await Assert.ThrowsAsync<RpcResponseException>(() => client.BatchAsync(Requests(2)))).Message);
    }

    [Fact]
    public async Task A_batch_that_is_refused_as_a_whole_is_one_error()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(
            """{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"Number of requests exceeds max batch size"}}"""));
        using var client = Clients.Of(node);
        var failure = await Assert.ThrowsAsync<JsonRpcException>(() => client.BatchAsync(Requests(2)));
        Assert.Equal((-32005, "batch of 2"), (failure.Code, failure.Method));
    }

    [Fact]
    public async Task Large_batches_are_split_and_answers_keep_their_order()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(
            exchange.Body[0] == '[' ? Array(exchange.Requests.Select(Echo)) : Echo(exchange.Requests[0])));
        using var client = Clients.Of(node, Clients.Quick with { MaxBatchSize = 4 });
        var results = await client.BatchAsync(Requests(9));
        Assert.Equal(Enumerable.Range(0, 9), results.Select(result => result.Value.GetInt32()));
        Assert.Equal([4, 4, 1], node.Exchanges.Select(exchange => exchange.Requests.Count));
        Assert.Equal('{', node.Exchanges[2].Body[0]);
    }

    [Fact]
    public async Task With_a_size_of_one_nothing_is_sent_as_a_batch_and_errors_stay_apart()
    {
        await using var node = new FaultyNode(exchange => (int)exchange.Requests[0]["params"]![0]! == 1
            ? exchange.ErrorAsync("""{"code":1,"message":"x"}""") : exchange.AnswerAsync(Echo(exchange.Requests[0])));
        using var client = Clients.Of(node, Clients.Quick with { MaxBatchSize = 1 });
        var results = await client.BatchAsync(Requests(3));
        Assert.Equal([null, typeof(JsonRpcException), null], results.Select(result => result.Error?.GetType()));
        Assert.All(node.Exchanges, exchange => Assert.Equal('{', exchange.Body[0]));
    }

    [Fact]
    public async Task An_empty_batch_is_not_sent()
    {
        using var client = new JsonRpcClient(FaultyNode.Nowhere());
        Assert.Empty(await client.BatchAsync([]));
    }

    private static JsonRpcRequest[] Requests(int count) => [.. Enumerable.Range(0, count).Select(i => new JsonRpcRequest("eth_call", i))];

    private static string Echo(JsonObject request) => $$"""{"jsonrpc":"2.0","id":{{request["id"]}},"result":{{request["params"]![0]}}}""";

    private static string Array(IEnumerable<string> items) => $"[{string.Join(',', items)}]";
}
