using System.Numerics;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Sending;

public sealed class FeeBumpTests : SenderTestBase
{
    private static readonly BigInteger Gwei = 1_000_000_000;
    private static readonly TransactionSenderOptions Hasty = Patient with { BumpAfter = TimeSpan.FromMilliseconds(100) };

    // anvil forgets transactions that the base fee has overtaken.
    private static readonly TransactionSenderOptions HastyAndInsisting = Hasty with { RebroadcastAfter = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public async Task A_transaction_that_the_base_fee_overtakes_is_replaced_by_a_dearer_version()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Hasty);
        var pending = await sender.SendAsync(Nothing);
        var first = Fees(pending, 0);
        await PassOverAsync(pending, 20 * Gwei, until: () => pending.Versions.Count > 1);

        var second = Fees(pending, 1);
        Assert.True(second.MaxFeePerGas >= 20 * Gwei, $"{second.MaxFeePerGas}");
        Assert.True(second.MaxPriorityFeePerGas * 1000 >= first.MaxPriorityFeePerGas * 1125);
        var done = await MineUntilDoneAsync(pending);
        Assert.Contains(done.Receipt.TransactionHash, pending.Versions.Skip(1).Select(version => version.Hash));
        Assert.Equal(1UL, await NonceAsync());
        Assert.All(pending.Versions, version => Assert.Equal(0UL, version.Transaction.Nonce));
    }

    [Fact]
    public async Task The_first_version_may_still_be_the_one_that_is_mined()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Hasty);
        var pending = await sender.SendAsync(Nothing);
        await PassOverAsync(pending, 20 * Gwei, until: () => pending.Versions.Count > 1);
        await Eventually.TrueAsync(() => IsInPoolAsync(pending.Versions[1].Hash), "the second version is sent");
        await Chain.DoAsync("anvil_dropAllTransactions");
        await Chain.SetBaseFeeAsync(Gwei);
        await Chain.Client.SendRawTransactionAsync(pending.Versions[0].Raw);
        await Chain.MineAsync();
        var done = await FinishAsync(pending);
        Assert.Equal(pending.Versions[0].Hash, done.Receipt.TransactionHash);
        Assert.Equal(pending.Versions[0].Hash, pending.Hash);
    }

    [Fact]
    public async Task Only_the_transaction_that_is_next_is_raised()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Hasty);
        var first = await sender.SendAsync(Nothing);
        var second = await sender.SendAsync(Nothing);
        await PassOverAsync(first, 20 * Gwei, until: () => first.Versions.Count > 1);
        Assert.Single(second.Versions);
        await MineUntilDoneAsync(first);
        await MineUntilDoneAsync(second);
    }

    [Fact]
    public async Task A_chain_that_stands_still_makes_nothing_dearer()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Hasty with { BumpAfter = TimeSpan.Zero });
        var pending = await sender.SendAsync(Nothing);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.Single(pending.Versions);
        await Chain.MineAsync();
        await FinishAsync(pending);
        Assert.Single(pending.Versions);
    }

    [Fact]
    public async Task Each_version_is_stored_before_it_is_sent()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Hasty);
        var stored = new List<PendingTransactionState>();
        var early = new List<bool>();
        var pending = await sender.SendAsync(Nothing, async (state, _) =>
        {
            early.Add(await IsInPoolAsync(state.Versions[^1].Hash));
            lock (stored)
                stored.Add(state);
        });
        await PassOverAsync(pending, 20 * Gwei, until: () => pending.Versions.Count > 1);
        await MineUntilDoneAsync(pending);
        Assert.Equal(pending.Versions.Count, stored.Count);
        Assert.All(early, isInPool => Assert.False(isInPool));
        Assert.Equal(pending.Versions.Select(version => version.Hash), stored[^1].Versions.Select(version => version.Hash));
        Assert.Equal([1, 2], stored.Take(2).Select(state => state.Versions.Count));
    }

    [Fact]
    public async Task A_version_that_cannot_be_stored_is_not_sent_and_the_first_goes_on()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(HastyAndInsisting);
        var pending = await sender.SendAsync(Nothing, (state, _) =>
            state.Versions.Count == 1 ? Task.CompletedTask : throw new IOException("disk full"));
        await PassOverAsync(pending, 20 * Gwei, until: () => pending.LastFailure is IOException);
        Assert.Single(pending.Versions);
        await Chain.SetBaseFeeAsync(Gwei);
        await MineUntilDoneAsync(pending);
    }

    [Fact]
    public async Task Gas_above_the_cap_sends_nothing()
    {
        await using var sender = Chain.Sender(Patient with { Fees = new FeePolicy { MaxFeePerGas = 1000 } });
        var failure = await Assert.ThrowsAsync<FeeCapException>(() => sender.SendAsync(Nothing));
        Assert.Equal(new BigInteger(1000), failure.Cap);
        Assert.Equal(0UL, await NonceAsync());
    }

    [Fact]
    public async Task Offers_stay_below_the_cap_and_the_transaction_waits_for_better_times()
    {
        var cap = 4 * Gwei;
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(HastyAndInsisting with { Fees = new FeePolicy { MaxFeePerGas = cap } });
        var pending = await sender.SendAsync(Nothing);
        for (var i = 0; i < 20; i++)
        {
            await Chain.SetBaseFeeAsync(50 * Gwei);
            await Chain.MineAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        Assert.Equal(TransactionStatus.Pending, pending.Status);
        Assert.All(Enumerable.Range(0, pending.Versions.Count), i => Assert.True(Fees(pending, i).MaxFeePerGas <= cap));
        await Chain.SetBaseFeeAsync(Gwei);
        await MineUntilDoneAsync(pending);
    }

    [Fact]
    public async Task Legacy_transactions_are_raised_too()
    {
        await using var old = await DevelopmentChain.StartAnvilAsync("--hardfork", "berlin");
        await old.SetAutomineAsync(false);
        await using var sender = old.Sender(Hasty);
        // A first version that the pool has lost stands in for a busy chain: only the newest is ever put into a block.
        var pending = await sender.SendAsync(Nothing);
        var first = pending.Versions[0];
        await old.DoAsync("anvil_dropTransaction", first.Hash.ToString());
        await LookedAtAsync(pending);
        await old.MineAsync(2);
        await Eventually.TrueAsync(
            async () => (await old.PoolAsync(Account)).Any(waiting => waiting.Hash != first.Hash), "the second version is sent");
        var (before, after) = ((LegacyTransaction)first.Transaction, (LegacyTransaction)pending.Versions[1].Transaction);
        Assert.True(after.GasPrice * 1000 >= before.GasPrice * 1125);
        await old.MineAsync();
        await FinishAsync(pending);
    }

    private static DynamicFeeTransaction Fees(PendingTransaction pending, int version) => (DynamicFeeTransaction)pending.Versions[version].Transaction;

    // From the first look at it on, blocks count that are made without it.
    private static Task LookedAtAsync(PendingTransaction pending) =>
        Eventually.TrueAsync(() => pending.Notes.HeadAtSigning is not null, "the transaction is looked at");

    // Makes the two blocks that it takes for higher fees, and no more: the raised version stays in the pool, and is not raised again.
    private async Task PassOverAsync(PendingTransaction pending, BigInteger baseFee, Func<bool> until)
    {
        await LookedAtAsync(pending);
        for (var i = 0; i < 2; i++)
        {
            await Chain.SetBaseFeeAsync(baseFee);
            await Chain.MineAsync();
        }
        await Eventually.TrueAsync(until, "the fees are raised");
    }
}
