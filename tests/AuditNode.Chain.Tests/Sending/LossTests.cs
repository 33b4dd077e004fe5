using System.Text.Json.Nodes;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Sending;

/// <summary>Pools forget, blocks leave the chain, others use the key.</summary>
public sealed class LossTests : SenderTestBase
{
    private static readonly TransactionSenderOptions Insisting = Patient with { RebroadcastAfter = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public async Task A_dropped_transaction_is_sent_again()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Insisting);
        var pending = await sender.SendAsync(Nothing);
        // The answer names what was dropped. It may be back before anybody looks.
        Assert.Equal(pending.Hash.ToString(), (await Chain.DoAsync("anvil_dropTransaction", pending.Hash.ToString())).GetString());
        await Eventually.TrueAsync(() => IsInPoolAsync(pending.Hash), "the transaction is back");
        var done = await MineUntilDoneAsync(pending);
        Assert.Equal(pending.Versions[0].Hash, done.Receipt.TransactionHash);
        Assert.Single(pending.Versions);
    }

    [Fact]
    public async Task A_pool_that_lost_everything_gets_everything_again()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Insisting);
        var sent = new List<PendingTransaction>();
        for (var i = 0; i < 10; i++)
            sent.Add(await sender.SendAsync(Nothing));
        await Chain.DoAsync("anvil_dropAllTransactions");
        await Eventually.TrueAsync(async () => (await Chain.PoolAsync(Account)).Count == 10, "all are back");
        await Chain.MineAsync();
        await Task.WhenAll(sent.Select(pending => FinishAsync(pending)));
        Assert.Equal(10UL, await NonceAsync());
    }

    [Fact]
    public async Task Sending_again_what_the_pool_has_is_no_failure()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient with { RebroadcastAfter = TimeSpan.Zero });
        var pending = await sender.SendAsync(Nothing);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.Equal((TransactionStatus.Pending, null), (pending.Status, pending.LastFailure));
        await MineUntilDoneAsync(pending);
    }

    [Fact]
    public async Task A_reorganisation_puts_a_transaction_back_to_pending_and_it_is_sent_again()
    {
        await Chain.MineAsync(5);
        await using var sender = Chain.Sender(Patient with { Confirmations = 4 });
        var pending = await sender.SendAsync(Nothing);
        await FinishAsync(pending, confirmations: 1);
        var first = pending.Receipt!;
        await Chain.SetAutomineAsync(false);

        // The last two blocks are replaced by two empty ones.
        await Chain.DoAsync("anvil_reorg", 2, new JsonArray());
        await Eventually.TrueAsync(() => pending.Reorganizations == 1 && pending.Status == TransactionStatus.Pending, "it is pending again");
        Assert.Null(pending.Receipt);
        await Eventually.TrueAsync(() => IsInPoolAsync(pending.Hash), "it is sent again");

        var done = await MineUntilDoneAsync(pending);
        Assert.Equal(first.TransactionHash, done.Receipt.TransactionHash);
        Assert.NotEqual(first.BlockHash, done.Receipt.BlockHash);
        Assert.Equal(1UL, await NonceAsync());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2)]
    public async Task A_reverted_chain_puts_transactions_back_to_pending_even_those_that_were_final(int confirmations)
    {
        await using var sender = Chain.Sender(Patient with { Confirmations = confirmations });
        var snapshot = (await Chain.DoAsync("evm_snapshot")).GetString();
        var sent = new List<PendingTransaction>();
        for (var i = 0; i < 3; i++)
        {
            sent.Add(await sender.SendAsync(Nothing));
            await FinishAsync(sent[i], confirmations: 1);
        }
        await FinishAsync(sent[0], Math.Min(confirmations, 3));
        await Chain.SetAutomineAsync(false);
        await Chain.DoAsync("evm_revert", snapshot);
        await Eventually.TrueAsync(async () => (await Chain.PoolAsync(Account)).Count == 3, "all are sent again");
        foreach (var pending in sent)
            await MineUntilDoneAsync(pending);
        Assert.Equal(3UL, await NonceAsync());
    }

    [Fact]
    public async Task A_move_to_another_block_starts_the_count_again()
    {
        await Chain.MineAsync(5);
        await using var sender = Chain.Sender(Patient with { Confirmations = 3 });
        var pending = await sender.SendAsync(Nothing);
        await FinishAsync(pending, confirmations: 1);
        await Chain.MineAsync();
        await FinishAsync(pending, confirmations: 2);
        var raw = HexData.Encode(pending.Versions[0].Raw.Span);
        // Seen missing in the middle of the reorganisation it is sent again, and must not get a block of its own for that.
        await Chain.SetAutomineAsync(false);

        // The last three blocks are replaced by three of which only the last has the transaction.
        await Chain.DoAsync("anvil_reorg", 3, new JsonArray(new JsonArray(raw, 2)));
        await Eventually.TrueAsync(() => pending.Reorganizations >= 1, "the move is noticed");
        await FinishAsync(pending, confirmations: 1);
        Assert.Equal(TransactionStatus.Included, pending.Status);
        await Chain.MineAsync(2);
        Assert.Equal(3, (await FinishAsync(pending)).Confirmations);
    }

    [Fact]
    public async Task A_nonce_used_by_another_transaction_is_found_out()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        var pending = await sender.SendAsync(Nothing);
        await Chain.Client.SendRawTransactionAsync(Foreign(pending.Nonce, gwei: 500).Raw);
        await Chain.MineAsync();
        var failure = await Assert.ThrowsAsync<TransactionReplacedException>(() => FinishAsync(pending));
        Assert.Equal(pending.Hash, failure.State.Versions[0].Hash);
        Assert.Equal(TransactionStatus.Replaced, pending.Status);
        Assert.Equal(1UL, (await sender.SendAsync(Nothing)).Nonce);
    }

    [Fact]
    public async Task A_replacement_counts_only_when_it_is_deep_enough()
    {
        await Chain.MineAsync(3);
        await Chain.SetAutomineAsync(false);
        // Sent while the foreign transaction is in the pool again, it is refused.
        await using var sender = Chain.Sender(Insisting with { Confirmations = 4, ReceiptGrace = TimeSpan.Zero });
        var pending = await sender.SendAsync(Nothing);
        await Chain.MineAsync();
        await FinishAsync(pending, confirmations: 1);

        // Its block is replaced by one with a foreign transaction of its nonce, and that again by an empty one.
        var foreign = Foreign(pending.Nonce, gwei: 500);
        await Chain.DoAsync("anvil_reorg", 1, new JsonArray(new JsonArray(HexData.Encode(foreign.Raw.Span), 0)));
        await Eventually.TrueAsync(() => pending.Status == TransactionStatus.Pending, "it is replaced for now");
        await Chain.DoAsync("anvil_reorg", 1, new JsonArray());
        await Chain.DoAsync("anvil_dropTransaction", foreign.Hash.ToString());
        await Eventually.TrueAsync(() => IsInPoolAsync(pending.Hash), "it is sent again");
        var done = await MineUntilDoneAsync(pending);
        Assert.Equal(pending.Versions[0].Hash, done.Receipt.TransactionHash);
    }
}
