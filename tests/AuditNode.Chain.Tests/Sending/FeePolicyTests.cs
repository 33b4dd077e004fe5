using System.Numerics;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.JsonRpc;

namespace AuditNode.Chain.Tests.Sending;

public sealed class FeePolicyTests
{
    internal const string Block = """
        {"number":"0x1","hash":"$0","parentHash":"$0","timestamp":"0x1","miner":"0x0000000000000000000000000000000000000000","gasLimit":"0x1",
         "gasUsed":"0x0","extraData":"0x","stateRoot":"$0","receiptsRoot":"$0","transactions":[],"baseFeePerGas":$BASE}
        """;

    [Theory]
    [InlineData(1000, 1000, 1125, 1125)]
    [InlineData(1001, 1, 1127, 2)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(7, 7, 8, 8)]
    public void A_bump_is_an_eighth_rounded_up_and_never_nothing(int most, int priority, int newMost, int newPriority) =>
        Assert.Equal(new Fees(newMost, newPriority, false), new FeePolicy().Bump(new Fees(most, priority, false), default));

    [Fact]
    public void A_bump_is_at_least_what_the_chain_asks_now() =>
        Assert.Equal(new Fees(5000, 3000, false), new FeePolicy().Bump(new Fees(1000, 1000, false), new Fees(5000, 3000, false)));

    [Fact]
    public void A_bump_stays_below_the_cap_if_nodes_would_take_it()
    {
        var policy = new FeePolicy { MaxFeePerGas = 1125 };
        Assert.Equal(new Fees(1125, 113, false), policy.Bump(new Fees(1000, 100, false), new Fees(5000, 100, false)));
        Assert.Null(policy.Bump(new Fees(1001, 100, false), new Fees(5000, 100, false)));
        Assert.Null(policy.Bump(new Fees(1125, 1125, false), default));
    }

    [Fact]
    public void A_legacy_bump_has_one_price() =>
        Assert.Equal(new Fees(9000, 9000, true), new FeePolicy().Bump(new Fees(1000, 1000, true), new Fees(9000, 9000, true)));

    [Fact]
    public void Every_bump_satisfies_the_rule_of_ten_percent_and_keeps_its_bounds()
    {
        var random = new TestRandom(2901);
        for (var round = 0; round < 20_000; round++)
        {
            var most = random.Unsigned(80);
            var old = new Fees(most, BigInteger.Min(most, random.Unsigned(80)), false);
            var quote = new Fees(random.Unsigned(80), random.Unsigned(80), false);
            var policy = new FeePolicy { BumpFactor = 1.125m + (random.Below(8000) * 0.001m), MaxFeePerGas = random.OneIn(2) ? random.Unsigned(80) : null };
            if (policy.Bump(old, quote) is not { } bumped)
            {
                Assert.True(policy.MaxFeePerGas is not null, TestSeed.Describe(round));
                continue;
            }
            Assert.True(
                bumped.MaxFeePerGas * 10 >= old.MaxFeePerGas * 11 && bumped.MaxPriorityFeePerGas * 10 >= old.MaxPriorityFeePerGas * 11
                && bumped.MaxFeePerGas > old.MaxFeePerGas && bumped.MaxPriorityFeePerGas <= bumped.MaxFeePerGas
                && !(bumped.MaxFeePerGas > policy.MaxFeePerGas),
                $"{TestSeed.Describe(round)}: {old}, {quote}, {policy} -> {bumped}");
        }
    }

    [Theory]
    [InlineData(1.124)]
    [InlineData(1.1)]
    [InlineData(10.001)]
    [InlineData(1.1255)]
    public async Task Bump_factors_that_nodes_do_not_take_are_refused(double factor)
    {
        await using var node = new FaultyNode(exchange => exchange.HangAsync());
        using var rpc = new JsonRpcClient(node.Address);
        using var key = AuditNode.Chain.Transactions.PrivateKey.Generate();
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransactionSender(
            new EthereumClient(rpc), new Account(key), 1, new TransactionSenderOptions { Fees = new FeePolicy { BumpFactor = (decimal)factor } }));
    }

    [Theory]
    [InlineData(null, 2_000_000_005)]
    [InlineData(2_000_000_005L, 2_000_000_005)]
    [InlineData(1_500_000_000L, 1_500_000_000)]
    [InlineData(1_000_000_000L, 1_000_000_000)]
    public async Task An_offer_is_twice_the_base_fee_and_the_priority_fee_up_to_the_cap(long? cap, long expected)
    {
        await using var node = Node(baseFee: "\"0x3b9aca00\"", priority: "0x5");
        using var rpc = new JsonRpcClient(node.Address);
        var fees = await new FeePolicy { MaxFeePerGas = cap }.QuoteAsync(new EthereumClient(rpc));
        Assert.Equal(new Fees(expected, 5, false), fees);
    }

    [Fact]
    public async Task A_base_fee_above_the_cap_gives_no_offer()
    {
        await using var node = Node(baseFee: "\"0x3b9aca00\"", priority: "0x5");
        using var rpc = new JsonRpcClient(node.Address);
        var failure = await Assert.ThrowsAsync<FeeCapException>(() => new FeePolicy { MaxFeePerGas = 999_999_999 }.QuoteAsync(new EthereumClient(rpc)));
        Assert.Equal((new BigInteger(1_000_000_000), new BigInteger(999_999_999)), (failure.Asked, failure.Cap));
    }

    [Fact]
    public async Task Without_the_method_the_priority_fee_is_what_the_gas_price_has_above_the_base_fee()
    {
        await using var node = Node(baseFee: "\"0x64\"", priority: null, gasPrice: "0x6e");
        using var rpc = new JsonRpcClient(node.Address);
        Assert.Equal(new Fees(210, 10, false), await new FeePolicy().QuoteAsync(new EthereumClient(rpc)));
    }

    [Fact]
    public async Task Without_base_fee_the_gas_price_is_offered()
    {
        await using var node = Node(baseFee: "null", priority: null, gasPrice: "0x6e");
        using var rpc = new JsonRpcClient(node.Address);
        Assert.Equal(new Fees(110, 110, true), await new FeePolicy().QuoteAsync(new EthereumClient(rpc)));
    }

    private static FaultyNode Node(string baseFee, string? priority, string gasPrice = "0x1") => new(exchange => (string?)exchange.Requests[0]["method"] switch
    {
        "eth_getBlockByNumber" => exchange.ResultAsync(Block.Replace("$0", Bytes32.Zero.ToString()).Replace("$BASE", baseFee)),
        "eth_maxPriorityFeePerGas" when priority is not null => exchange.ResultAsync($"\"{priority}\""),
        "eth_gasPrice" => exchange.ResultAsync($"\"{gasPrice}\""),
        _ => exchange.ErrorAsync("""{"code":-32601,"message":"Method not found"}"""),
    });
}
