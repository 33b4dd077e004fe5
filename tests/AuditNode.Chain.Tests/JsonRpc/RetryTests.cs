using System.Net.Sockets;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Tests.JsonRpc;

public sealed class RetryTests
{
    public static TheoryData<string> Faults => ["reset", "half", "closed", "429", "502", "503", "504"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_read_is_repeated_after(string fault)
    {
        await using var node = new FaultyNode(Play(fault), Play(fault), exchange => exchange.ResultAsync("1"));
        using var client = Clients.Of(node);
        Assert.Equal(1, (await client.CallAsync(new JsonRpcRequest("eth_call"))).GetInt32());
        Assert.Equal(3, node.Exchanges.Count);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_signed_transaction_is_repeated_byte_for_byte_after(string fault)
    {
        await using var node = new FaultyNode(Play(fault), exchange => exchange.ErrorAsync("""{"code":-32000,"message":"already known"}"""));
        using var client = Clients.Of(node);
        var failure = await Assert.ThrowsAsync<JsonRpcException>(() => client.CallAsync(new JsonRpcRequest("eth_sendRawTransaction", "0x02aa")));
        Assert.Equal("already known", failure.NodeMessage);
        Assert.Equal(["0x02aa", "0x02aa"], node.Exchanges.Select(exchange => (string?)exchange.Requests[0]["params"]![0]));
    }

    [Theory]
    [InlineData("anvil_mine")]
    [InlineData("eth_sendTransaction")]
    [InlineData("eth_unheardOf")]
    public async Task A_method_that_is_not_known_to_be_repeatable_is_sent_once(string method)
    {
        await using var node = new FaultyNode(exchange => exchange.ResetAsync());
        using var client = Clients.Of(node);
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.CallAsync(new JsonRpcRequest(method)));
        Assert.Single(node.Exchanges);
    }

    [Fact]
    public async Task A_batch_is_repeated_only_if_all_of_it_may_be()
    {
        await using var node = new FaultyNode(exchange => exchange.ResetAsync());
        using var client = Clients.Of(node, Clients.Quick with { MaxAttempts = 3 });
        JsonRpcRequest read = new("eth_call"), write = new("anvil_mine");
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.BatchAsync([read, write]));
        Assert.Single(node.Exchanges);
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.BatchAsync([read, read]));
        Assert.Equal(4, node.Exchanges.Count);
    }

    [Fact]
    public async Task Attempts_end()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync("busy", 503));
        using var client = Clients.Of(node, Clients.Quick with { MaxAttempts = 5 });
        var failure = await Assert.ThrowsAsync<RpcResponseException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Equal(503, (int)failure.Status!);
        Assert.Equal(5, node.Exchanges.Count);
    }

    [Fact]
    public async Task An_error_of_the_node_is_not_repeated()
    {
        await using var node = new FaultyNode(exchange => exchange.ErrorAsync("""{"code":-32005,"message":"limit exceeded"}"""));
        using var client = Clients.Of(node);
        await Assert.ThrowsAsync<JsonRpcException>(() => client.CallAsync(new JsonRpcRequest("eth_getLogs")));
        Assert.Single(node.Exchanges);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_named_in_the_end()
    {
        var nowhere = FaultyNode.Nowhere();
        using var client = new JsonRpcClient(nowhere, Clients.Quick);
        var failure = await Assert.ThrowsAsync<RpcConnectionException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Equal(
            $"eth_call on the node at 127.0.0.1:{nowhere.Port}: no connection. Check that the node runs and that its HTTP API listens there.",
            failure.Message);
        Assert.IsType<SocketException>(failure.InnerException!.InnerException);
    }

    [Fact]
    public async Task An_unknown_host_is_named()
    {
        // Longer than name servers that do not answer are waited for.
        var options = Clients.Quick with { MaxAttempts = 1, RequestTimeout = TimeSpan.FromMinutes(2) };
        using var client = new JsonRpcClient(new Uri("http://node.invalid:8545"), options);
        var failure = await Assert.ThrowsAsync<RpcConnectionException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Equal("node.invalid:8545", failure.Endpoint);
    }

    [Fact]
    public async Task A_pause_that_the_node_asks_for_is_kept_up_to_the_longest()
    {
        var clock = new PausingClock();
        await using var node = new FaultyNode(
            exchange => exchange.AnswerAsync("busy", 429, "Retry-After: 3\r\n"), exchange => exchange.AnswerAsync("busy", 429, "Retry-After: 3600\r\n"),
            exchange => exchange.ResultAsync("1"));
        using var client = Clients.Of(node, new JsonRpcOptions { FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(5), Clock = clock });
        await client.CallAsync(new JsonRpcRequest("eth_call"));
        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)], clock.Pauses);
    }

    [Fact]
    public async Task Pauses_double_and_half_of_each_is_left_to_chance()
    {
        var clock = new PausingClock();
        using var client = new JsonRpcClient(FaultyNode.Nowhere(), new JsonRpcOptions
        {
            FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(6), MaxAttempts = 6, Clock = clock,
        });
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        double[] longest = [1, 2, 4, 6, 6];
        Assert.Equal(longest.Length, clock.Pauses.Count);
        Assert.All(clock.Pauses.Zip(longest), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second / 2, pair.Second));
    }

    private static Func<Exchange, Task> Play(string fault) => fault switch
    {
        "reset" => exchange => exchange.ResetAsync(),
        "half" => exchange => exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"jsonrpc\""),
        "closed" => exchange => exchange.SendAsync(""),
        _ => exchange => exchange.AnswerAsync("<html></html>", int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
