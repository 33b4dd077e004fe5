using System.Text;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Tests.JsonRpc;

public sealed class CredentialTests
{
    private static readonly string[] Secrets = ["alice", "s3cret", "pathkey", "querykey"];

    [Fact]
    public async Task User_and_password_of_the_address_are_sent_as_basic_authentication()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync("1"));
        using var client = new JsonRpcClient(WithSecrets(node.Address, "alice:s3cret%40"));
        await client.CallAsync(new JsonRpcRequest("eth_call"));
        var head = node.Exchanges[0].Head;
        Assert.StartsWith("POST /v3/pathkey?token=querykey HTTP/1.1", head);
        Assert.Contains($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:s3cret@"))}", head);
    }

    [Fact]
    public async Task No_error_names_a_secret()
    {
        await using var node = new FaultyNode(
            exchange => exchange.AnswerAsync("x", 401), exchange => exchange.AnswerAsync("x", 500), exchange => exchange.AnswerAsync("garbage"),
            exchange => exchange.ErrorAsync("""{"code":1,"message":"m"}"""), exchange => exchange.SendAsync("nonsense"), exchange => exchange.HangAsync());
        var options = Clients.Quick with { MaxAttempts = 1 };
        using var client = new JsonRpcClient(WithSecrets(node.Address, "alice:s3cret"), options);
        using var nowhere = new JsonRpcClient(WithSecrets(FaultyNode.Nowhere(), "alice:s3cret"), options);
        using var hasty = new JsonRpcClient(
            WithSecrets(node.Address, "alice:s3cret"), options with { RequestTimeout = TimeSpan.FromMilliseconds(300) });
        var failures = new List<RpcException> { await FailAsync(nowhere) };
        for (var i = 0; i < 5; i++)
            failures.Add(await FailAsync(client));
        failures.Add(await FailAsync(hasty));

        Assert.Equal(
            [
                typeof(RpcConnectionException), typeof(RpcResponseException), typeof(RpcResponseException), typeof(RpcResponseException),
                typeof(JsonRpcException), typeof(RpcConnectionException), typeof(RpcTimeoutException),
            ],
            failures.Select(failure => failure.GetType()));
        Assert.All(failures, failure => Assert.DoesNotContain(Secrets, secret => failure.ToString().Contains(secret, StringComparison.Ordinal)));
        Assert.All(failures, failure => Assert.StartsWith("127.0.0.1:", failure.Endpoint));
        Assert.DoesNotContain(Secrets, secret => client.Endpoint.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new FaultyNode(exchange => exchange.ResultAsync("1"));
        await using var node = new FaultyNode(exchange => exchange.AnswerAsync("", 307, $"Location: {elsewhere.Address}\r\n"));
        using var client = new JsonRpcClient(WithSecrets(node.Address, "alice:s3cret"), Clients.Quick);
        await Assert.ThrowsAsync<RpcResponseException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
        Assert.Empty(elsewhere.Exchanges);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("ws://127.0.0.1:8546")]
    [InlineData("file:///etc/passwd")]
    public void Only_http_addresses_are_taken(string address) => Assert.Throws<ArgumentException>(() => new JsonRpcClient(new Uri(address)));

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var address = FaultyNode.Nowhere();
        foreach (var wrong in (JsonRpcOptions[])
                 [
                     new() { MaxBatchSize = 0 }, new() { MaxAttempts = 0 }, new() { MaxConnections = 0 }, new() { MaxResponseBytes = 0 },
                     new() { RequestTimeout = TimeSpan.Zero }, new() { FirstPause = TimeSpan.FromSeconds(9), LongestPause = TimeSpan.FromSeconds(1) },
                 ])
            Assert.Throws<ArgumentOutOfRangeException>(() => new JsonRpcClient(address, wrong));
    }

    private static Uri WithSecrets(Uri address, string user) => new($"http://{user}@{address.Authority}/v3/pathkey?token=querykey#part");

    private static Task<RpcException> FailAsync(JsonRpcClient client) =>
        Assert.ThrowsAnyAsync<RpcException>(() => client.CallAsync(new JsonRpcRequest("eth_call")));
}
