using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Sending;

public sealed class NonceTests : SenderTestBase
{
    [Fact]
    public async Task Fifty_parallel_sends_take_fifty_nonces_in_a_row()
    {
        await using var sender = Chain.Sender(Crowded);
        var sent = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => sender.SendAsync(Nothing))));
        var done = await Task.WhenAll(sent.Select(pending => MineUntilDoneAsync(pending)));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (ulong)i), sent.Select(pending => pending.Nonce).Order());
        Assert.Equal(50, done.Select(one => one.Receipt.TransactionHash).Distinct().Count());
        Assert.Equal(50UL, await NonceAsync());
    }

    [Fact]
    public async Task Fifty_parallel_sends_share_a_block_where_blocks_are_slow()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        var sent = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => sender.SendAsync(Nothing))));
        await Chain.MineAsync();
        var done = await Task.WhenAll(sent.Select(pending => FinishAsync(pending)));
        Assert.Single(done.Select(one => one.Receipt.BlockHash).Distinct());
        Assert.Equal(50UL, await NonceAsync());
    }

    [Fact]
    public async Task No_more_are_in_flight_than_allowed()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient with { MaxInFlight = 2 });
        var first = await sender.SendAsync(Nothing);
        await sender.SendAsync(Nothing);
        var third = sender.SendAsync(Nothing);
        await Chain.MineAsync();
        await FinishAsync(first);
        Assert.Equal(2UL, (await third).Nonce);
        Assert.DoesNotContain(await Chain.PoolAsync(Account), waiting => waiting.Nonce < 2);
    }

    [Fact]
    public async Task A_send_that_waits_for_room_can_be_cancelled_and_takes_no_nonce()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient with { MaxInFlight = 1 });
        var first = await sender.SendAsync(Nothing);
        using var cancel = new CancellationTokenSource();
        var second = sender.SendAsync(Nothing, cancellationToken: cancel.Token);
        Assert.False(second.IsCompleted);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await MineUntilDoneAsync(first);
        Assert.Equal(1UL, (await sender.SendAsync(Nothing)).Nonce);
    }

    [Fact]
    public async Task A_rejected_transaction_leaves_no_gap()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        Assert.Equal(0UL, (await sender.SendAsync(Nothing)).Nonce);
        var tooDear = new TransactionRequest { To = Address.Zero, Value = System.Numerics.BigInteger.Pow(10, 30), GasLimit = 21_000 };
        var failure = await Assert.ThrowsAsync<TransactionRejectedException>(() => sender.SendAsync(tooDear));
        Assert.Equal(TransactionRejection.InsufficientFunds, failure.Rejection);
        Assert.Equal(1UL, (await sender.SendAsync(Nothing)).Nonce);
        await Assert.ThrowsAsync<TransactionRejectedException>(() => sender.SendAsync(Nothing with { GasLimit = 100 }));
        var last = await sender.SendAsync(Nothing);
        Assert.Equal(2UL, last.Nonce);
        await MineUntilDoneAsync(last);
        Assert.Equal(3UL, await NonceAsync());
    }

    [Fact]
    public async Task A_refused_trial_takes_no_nonce_and_sends_nothing()
    {
        var contract = await Chain.DeployAsync(TestContracts.Reverting);
        await using var sender = Chain.Sender();
        await Assert.ThrowsAsync<ContractRevertedException>(() => sender.SendAsync(new TransactionRequest { To = contract, Data = new byte[4] }));
        Assert.Equal(0UL, (await sender.SendAsync(Nothing)).Nonce);
    }

    [Fact]
    public async Task A_nonce_that_a_foreign_transaction_waits_for_is_left_to_it()
    {
        await Chain.SetAutomineAsync(false);
        await Chain.Client.SendRawTransactionAsync(Foreign(0, gwei: 100).Raw);
        await using var sender = Chain.Sender(Patient);
        var pending = await sender.SendAsync(Nothing);
        Assert.Equal(1UL, pending.Nonce);
        await MineUntilDoneAsync(pending);
        Assert.Equal(2UL, await NonceAsync());
    }

    [Fact]
    public async Task A_nonce_that_nobody_knows_of_is_filled_when_it_holds_up_others()
    {
        // A crash between two sends whose first state was lost.
        PendingTransactionState state;
        await Chain.SetAutomineAsync(false);
        await using (var lost = Chain.Sender(Patient))
        {
            await lost.SendAsync(Nothing);
            state = (await lost.SendAsync(Nothing)).State;
        }
        await Chain.DoAsync("anvil_dropAllTransactions");
        await Chain.SetAutomineAsync(true);

        await using var sender = Chain.Sender(Patient with { BumpAfter = TimeSpan.FromMilliseconds(200) });
        var resumed = await sender.ResumeAsync(state);
        await FinishAsync(resumed);
        Assert.Equal((1UL, 2UL), (resumed.Nonce, await NonceAsync()));
    }

    [Fact]
    public async Task A_gap_is_taken_by_the_next_transaction()
    {
        PendingTransactionState state;
        await Chain.SetAutomineAsync(false);
        await using (var lost = Chain.Sender(Patient))
        {
            await lost.SendAsync(Nothing);
            state = (await lost.SendAsync(Nothing)).State;
        }
        await Chain.DoAsync("anvil_dropAllTransactions");

        await using var sender = Chain.Sender(Patient);
        var resumed = await sender.ResumeAsync(state);
        var next = await sender.SendAsync(Nothing);
        var after = await sender.SendAsync(Nothing);
        Assert.Equal((0UL, 2UL), (next.Nonce, after.Nonce));
        await MineUntilDoneAsync(after);
        await FinishAsync(resumed);
    }
}
