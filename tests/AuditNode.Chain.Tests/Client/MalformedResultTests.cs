using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Tests.JsonRpc;

namespace AuditNode.Chain.Tests.Client;

/// <summary>Results that are JSON, but not what the method promises.</summary>
public sealed class MalformedResultTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"7\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"0x007\"")]
    [InlineData("\"0xg\"")]
    [InlineData("\"0x10000000000000000\"")]
    [InlineData("{}")]
    public async Task A_quantity_of_another_form_is_refused(string result) =>
        await RefusedAsync(result, client => client.GetBlockNumberAsync());

    [Theory]
    [InlineData("null")]
    [InlineData("\"0x1\"")]
    [InlineData("\"12\"")]
    [InlineData("[1,2]")]
    public async Task Data_of_another_form_is_refused(string result) =>
        await RefusedAsync(result, client => client.CallAsync(new CallRequest { To = Address.Zero }));

    [Theory]
    [InlineData("{}", "number")]
    [InlineData("[]", "at $.")]
    [InlineData("""{"number":null}""", "at $.number")]
    [InlineData("""{"number":"0x1","hash":"0x1234"}""", "at $.hash")]
    public async Task A_block_of_another_form_is_refused(string result, string field)
    {
        var failure = await RefusedAsync(result, client => client.GetBlockAsync(BlockTag.Latest));
        Assert.Contains(field, failure.Message);
        Assert.Contains("eth_getBlockByNumber", failure.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    public async Task Logs_of_another_form_are_refused(string result) =>
        await RefusedAsync(result, client => client.GetLogsAsync(new FilterQuery(), 0, 1));

    [Fact]
    public async Task A_storage_word_that_is_too_long_is_refused() =>
        await RefusedAsync($"\"0x{new string('1', 66)}\"", client => client.GetStorageAtAsync(Address.Zero, Bytes32.Zero));

    [Theory]
    [InlineData("\"0x\"", 0)]
    [InlineData("\"0x07\"", 7)]
    [InlineData("\"0x0000000000000000000000000000000000000000000000000000000000000007\"", 7)]
    public async Task A_storage_word_may_lack_leading_zeros(string result, int expected)
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync(result));
        using var rpc = Clients.Of(node);
        Assert.Equal(Bytes32.FromUInt256(expected), await new EthereumClient(rpc).GetStorageAtAsync(Address.Zero, Bytes32.Zero));
    }

    private static async Task<RpcResponseException> RefusedAsync<T>(string result, Func<EthereumClient, Task<T>> ask)
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync(result));
        using var rpc = Clients.Of(node);
        return await Assert.ThrowsAsync<RpcResponseException>(() => ask(new EthereumClient(rpc)));
    }
}
