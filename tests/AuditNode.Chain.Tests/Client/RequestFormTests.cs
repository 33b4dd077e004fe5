using System.Numerics;
using AuditNode.Chain.Tests.JsonRpc;

namespace AuditNode.Chain.Tests.Client;

/// <summary>Parameters in the forms that the execution API wants.</summary>
public sealed class RequestFormTests
{
    private static readonly Address A = Address.Parse("0x00000000000000000000000000000000000000aa");
    private static readonly Bytes32 W = Bytes32.FromUInt256(1);

    [Fact]
    public void Blocks_are_numbers_or_tags()
    {
        BlockTag fromNumber = 4096UL;
        BlockTag[] tags = [BlockTag.Number(0), fromNumber, default, BlockTag.Latest, BlockTag.Earliest, BlockTag.Safe, BlockTag.Finalized];
        Assert.Equal(["0x0", "0x1000", "latest", "latest", "earliest", "safe", "finalized"], tags.Select(tag => tag.ToString()));
        Assert.Equal(default, BlockTag.Latest);
    }

    [Fact]
    public void Calls_name_only_what_was_given()
    {
        Assert.Equal("""{"data":"0x"}""", new CallRequest().ToJson().ToJsonString());
        Assert.Equal(
            $$"""{"data":"0x0102","from":"{{A}}","to":"{{A}}","value":"0x10","gas":"0x5208"}""",
            new CallRequest { From = A, To = A, Data = new byte[] { 1, 2 }, Value = new BigInteger(16), Gas = 21_000 }.ToJson().ToJsonString());
    }

    [Fact]
    public void Filters_leave_open_what_was_left_open()
    {
        Assert.Equal("""{"fromBlock":"0x1","toBlock":"latest"}""", new FilterQuery().ToJson(1, BlockTag.Latest).ToJsonString());
        Assert.Equal(
            $$"""{"fromBlock":"0x0","toBlock":"0x2","address":["{{A}}"],"topics":[["{{W}}"],null,null,["{{W}}","{{Bytes32.Zero}}"]]}""",
            new FilterQuery { Addresses = [A], Topics = [[W], null, [], [W, Bytes32.Zero]] }.ToJson(0, 2).ToJsonString());
    }

    [Theory]
    [InlineData(new int[0], true)]
    [InlineData(new[] { 1 }, true)]
    [InlineData(new[] { 2 }, false)]
    [InlineData(new[] { 1, 7 }, true)]
    public void A_filter_matches_what_it_asks_for(int[] topics, bool matches)
    {
        var log = new Log
        {
            Address = A, Topics = [.. topics.Select(topic => Bytes32.FromUInt256(topic))], Data = [], BlockNumber = 1, BlockHash = W, TransactionHash = W,
            TransactionIndex = 0, LogIndex = 0,
        };
        Assert.Equal(matches && topics.Length > 0, new FilterQuery { Topics = [[W]] }.Matches(log));
        Assert.Equal(matches && topics.Length > 1, new FilterQuery { Topics = [[W], [Bytes32.FromUInt256(7)]] }.Matches(log));
        Assert.True(new FilterQuery { Topics = [null, []] }.Matches(log));
        Assert.False(new FilterQuery { Addresses = [Address.Zero] }.Matches(log));
    }

    [Fact]
    public async Task Methods_have_the_parameters_of_the_execution_api()
    {
        await using var node = new FaultyNode(exchange => exchange.ResultAsync("\"0x1\""));
        using var rpc = Clients.Of(node);
        var client = new EthereumClient(rpc);
        await client.GetBalanceAsync(A, 5);
        await client.GetTransactionCountAsync(A);
        await client.EstimateGasAsync(new CallRequest { To = A });
        await client.GetGasPriceAsync();
        Assert.Equal(
            [
                $$"""eth_getBalance["{{A}}","0x5"]""", $$"""eth_getTransactionCount["{{A}}","latest"]""",
                $$"""eth_estimateGas[{"data":"0x","to":"{{A}}"}]""", "eth_gasPrice[]",
            ],
            node.Exchanges.Select(exchange => exchange.Requests[0]).Select(request => $"{request["method"]}{request["params"]!.ToJsonString()}"));
    }
}
