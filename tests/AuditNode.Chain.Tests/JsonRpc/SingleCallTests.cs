using System.Text;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Tests.JsonRpc;

public sealed class SingleCallTests
{
    [Fact]
    public async Task A_request_is_json_rpc_2_with_method_and_parameters()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync("\"0x1\""));
        using var client = Clients.Of(node);

        var result = await client.CallAsync(new JsonRpcRequest("eth_getBalance", "0x00", null, 7));

        Assert.Equal("0x1", result.GetString());
        var exchange = Assert.Single(node.Exchanges);
        Assert.StartsWith("POST / HTTP/1.1", exchange.Head);
        Assert.Contains("Content-Type: application/json\r\n", exchange.Head + "\r\n");
        Assert.Equal($$"""{"jsonrpc":"2.0","id":{{exchange.Id}},"method":"eth_getBalance","params":["0x00",null,7]}""", exchange.Body);
    }

    [Fact]
    public async Task Every_request_has_its_own_id()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync("null"));
        using var client = Clients.Of(node);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CallAsync(new JsonRpcRequest("eth_chainId"))));
        Assert.Equal(20, node.Exchanges.Select(exchange => exchange.Id).Distinct().Count());
    }

    [Fact]
    public async Task Null_is_a_result()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync("null"));
        using var client = Clients.Of(node);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await client.CallAsync(new JsonRpcRequest("eth_getBlockByHash"))).ValueKind);
    }

    [Fact]
    public async Task A_null_error_beside_a_result_is_no_error()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync($$"""{"id":{{exchange.Id}},"result":5,"error":null}"""));
        using var client = Clients.Of(node);
        Assert.Equal(5, (await client.CallAsync(new JsonRpcRequest("eth_chainId"))).GetInt32());
    }

    [Fact]
    public async Task An_error_carries_code_message_and_data()
    {
        await using var node = new FaultyNode(exchange => exchange.ErrorAsync("""{"code":-32000,"message":"nonce too low","data":{"a":1}}"""));
        using var client = Clients.Of(node);

        var failure = await Assert.ThrowsAsync<JsonRpcException>(() => client.CallAsync(new JsonRpcRequest("eth_foo")));

        Assert.Equal((-32000, "nonce too low", 1), (failure.Code, failure.NodeMessage, failure.ErrorData!.Value.GetProperty("a").GetInt32()));
        Assert.Equal($"eth_foo on the node at 127.0.0.1:{node.Address.Port}: error -32000: nonce too low", failure.Message);
    }

    [Fact]
    public async Task Foreign_words_become_one_short_line()
    {
        await using var node = new FaultyNode(exchange => exchange.ErrorAsync(
            $$"""{"code":3,"message":"a\n\u0000\u001b[31m{{new string('x', 1000)}}"}"""));
        using var client = Clients.Of(node);
        var failure = await Assert.ThrowsAsync<JsonRpcException>(() => client.CallAsync(new JsonRpcRequest("eth_foo")));
        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.InRange(failure.Message.Length, 1, 400);
        Assert.Equal(1008, failure.NodeMessage.Length);
    }

    [Fact]
    public async Task An_error_for_a_request_that_the_node_could_not_read_has_no_id()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(
            """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}"""));
        using var client = Clients.Of(node);
        var failure = await Assert.ThrowsAsync<JsonRpcException>(() => client.CallAsync(new JsonRpcRequest("eth_foo")));
        Assert.Equal(-32600, failure.Code);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":123456789,"result":1}""", "another request")]
    [InlineData("""{"jsonrpc":"2.0","id":123456789,"error":{"code":3,"message":"x"}}""", "another request")]
    [InlineData("""{"jsonrpc":"2.0","id":"1","result":1}""", "another request")]
    [InlineData("""{"jsonrpc":"2.0","result":1}""", "another request")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"result":1}]""", "another request")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "neither a result nor an error")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"bad"}""", "no code")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":"3"}}""", "no code")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":3e99}}""", "no code")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1,"result":2}""", "not JSON")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1} x""", "not JSON")]
    [InlineData("<html>not a node</html>", "not JSON")]
    [InlineData("", "not JSON")]
    [InlineData("\0\u0001\u0002", "not JSON")]
    public async Task A_malformed_answer_is_refused(string answer, string fault)
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(answer));
        using var client = Clients.Of(node);
        var failure = await Assert.ThrowsAsync<RpcResponseException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Contains(fault, failure.Message);
        Assert.Single(node.Exchanges);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync(new string('[', 10_000) + new string(']', 10_000)));
        using var client = Clients.Of(node);
        await Assert.ThrowsAsync<RpcResponseException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
    }

    [Fact]
    public async Task A_json_rpc_error_under_an_http_failure_is_that_error()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(
            $$"""{"jsonrpc":"2.0","error":{"code":-40100,"message":"Unauthorized"},"id":{{exchange.Id}} }""", status: 401));
        using var client = Clients.Of(node);
        Assert.Equal(-40100, (await Assert.ThrowsAsync<JsonRpcException>(() => client.CallAsync(new JsonRpcRequest("eth_call")))).Code);
    }

    [Theory]
    [InlineData(301, "Check that the address")]
    [InlineData(401, "Check the credentials")]
    [InlineData(403, "Check the credentials")]
    [InlineData(404, "Check that the address")]
    [InlineData(413, "MaxBatchSize")]
    [InlineData(500, "Look at the log")]
    public async Task An_http_failure_names_a_remedy_and_is_not_repeated(int status, string remedy)
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync("<html></html>", status, "Location: http://127.0.0.1:9/\r\n"));
        using var client = Clients.Of(node);
        var failure = await Assert.ThrowsAsync<RpcResponseException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Equal(status, (int)failure.Status!);
        Assert.Contains(remedy, failure.Message);
        Assert.Single(node.Exchanges);
    }

    [Fact]
    public async Task A_long_answer_is_refused_by_its_announced_length()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync($"\"{new string('x', 5000)}\""));
        using var client = Clients.Of(node, Clients.Quick with { MaxResponseBytes = 4000 });
        var failure = await Assert.ThrowsAsync<RpcResponseTooLargeException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Equal(4000, failure.Limit);
    }

    [Fact]
    public async Task A_long_answer_without_announced_length_is_not_read_to_its_end()
    {
        await using var node = new FaultyNode(async exchange =>
        {
            var chunk = $"10000\r\n{new string('x', 0x10000)}\r\n";
            await exchange.SendAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat(chunk, 8)));
        });
        using var client = Clients.Of(node, Clients.Quick with { MaxResponseBytes = 0x20000 });
        await Assert.ThrowsAsync<RpcResponseTooLargeException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
    }

    [Fact]
    public async Task An_answer_of_just_the_limit_is_read()
    {
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync(Padded(exchange.Id, 4000)));
        using var client = Clients.Of(node, Clients.Quick with { MaxResponseBytes = 4000 });
        Assert.StartsWith("xxx", (await client.CallAsync(new JsonRpcRequest("eth_call"))).GetString());
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout_and_is_not_repeated()
    {
        await using var node = new FaultyNode(exchange => exchange.HangAsync());
        using var client = Clients.Of(node, Clients.Quick with { RequestTimeout = TimeSpan.FromMilliseconds(200) });
        var failure = await Assert.ThrowsAsync<RpcTimeoutException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Equal(TimeSpan.FromMilliseconds(200), failure.Timeout);
        Assert.Contains("0.2 s", failure.Message);
        // None where time was up before the node had read the request.
        Assert.InRange(node.Exchanges.Count, 0, 1);
    }

    [Fact]
    public async Task A_body_that_stalls_ends_in_a_timeout()
    {
        await using var node = new FaultyNode(async exchange =>
        {
            await exchange.StartAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"jsonrpc\"");
            await exchange.HangAsync();
        });
        using var client = Clients.Of(node, Clients.Quick with { RequestTimeout = TimeSpan.FromMilliseconds(300) });
        await Assert.ThrowsAsync<RpcTimeoutException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_not_timed_out()
    {
        using var cancel = new CancellationTokenSource();
        await using var node = new FaultyNode(exchange =>
        {
            cancel.Cancel();
            return exchange.HangAsync();
        });
        using var client = Clients.Of(node);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CallAsync(new JsonRpcRequest("eth_call"), cancel.Token));
    }

    private static string Padded(long id, int length)
    {
        var (start, end) = ($$"""{"jsonrpc":"2.0","id":{{id}},"result":" """.TrimEnd(), "\"}");
        return start + new string('x', length - Encoding.UTF8.GetByteCount(start) - end.Length) + end;
    }
}
