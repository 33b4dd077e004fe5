using System.Text.Json;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Sending;

public sealed class ResumeTests : SenderTestBase
{
    [Fact]
    public async Task A_state_survives_json()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        var state = (await sender.SendAsync(Nothing)).State;
        var json = JsonSerializer.Serialize(state);
        var read = JsonSerializer.Deserialize<PendingTransactionState>(json)!;
        Assert.Equal((state.ChainId, state.Sender, state.Nonce), (read.ChainId, read.Sender, read.Nonce));
        Assert.Equal(state.Versions.Select(version => version.Hash), read.Versions.Select(version => version.Hash));
        Assert.Equal(state.Versions.Select(version => version.Raw), read.Versions.Select(version => version.Raw));
        Assert.Contains($"\"Raw\":\"{HexData.Encode(state.Versions[0].Raw)}\"", json);
    }

    [Fact]
    public async Task What_was_stored_but_never_sent_is_sent()
    {
        PendingTransactionState? stored = null;
        await using (var crashing = Chain.Sender(Patient))
            await Assert.ThrowsAsync<InvalidOperationException>(() => crashing.SendAsync(Nothing, (state, _) =>
            {
                stored = state;
                throw new InvalidOperationException("killed between storing and sending");
            }));
        Assert.Equal(0UL, await NonceAsync());

        await using var sender = Chain.Sender(Patient);
        var done = await FinishAsync(await sender.ResumeAsync(stored!));
        Assert.Equal(stored!.Versions[0].Hash, done.Receipt.TransactionHash);
        Assert.Equal(1UL, await NonceAsync());
    }

    [Fact]
    public async Task What_waits_in_the_pool_is_not_sent_as_another_transaction()
    {
        await Chain.SetAutomineAsync(false);
        PendingTransactionState state;
        await using (var crashing = Chain.Sender(Patient))
            state = (await crashing.SendAsync(Nothing)).State;
        await using var sender = Chain.Sender(Patient);
        var resumed = await sender.ResumeAsync(state);
        Assert.Equal(1UL, (await sender.SendAsync(Nothing)).Nonce);
        await MineUntilDoneAsync(resumed);
        Assert.Equal(2UL, await NonceAsync());
    }

    [Fact]
    public async Task What_was_mined_meanwhile_is_found_whichever_version_it_was()
    {
        await Chain.SetAutomineAsync(false);
        PendingTransactionState? state = null;
        await using (var crashing = Chain.Sender(Patient with { BumpAfter = TimeSpan.Zero }))
        {
            var pending = await crashing.SendAsync(Nothing, (stored, _) =>
            {
                state = stored;
                return Task.CompletedTask;
            });
            await Eventually.TrueAsync(
                async () =>
                {
                    await Chain.SetBaseFeeAsync(20_000_000_000);
                    await Chain.MineAsync();
                    return pending.Versions.Count == 3 || pending.Status != TransactionStatus.Pending;
                },
                "fees are raised twice, or it is mined");
        }
        await Chain.MineAsync(3);
        await using var sender = Chain.Sender(Patient);
        var done = await FinishAsync(await sender.ResumeAsync(state!));
        Assert.Contains(done.Receipt.TransactionHash, state!.Versions.Select(version => version.Hash));
        Assert.Equal(1UL, await NonceAsync());
    }

    [Fact]
    public async Task What_failed_meanwhile_is_explained()
    {
        var contract = await Chain.DeployAsync(TestContracts.Reverting);
        PendingTransactionState state;
        await using (var crashing = Chain.Sender(Patient))
            state = (await crashing.SendAsync(new TransactionRequest { To = contract, GasLimit = 50_000 })).State;
        await using var sender = Chain.Sender(Patient);
        var resumed = await sender.ResumeAsync(state);
        await Assert.ThrowsAsync<ContractRevertedException>(() => FinishAsync(resumed));
    }

    [Fact]
    public async Task What_can_never_be_mined_is_found_out()
    {
        await Chain.SetAutomineAsync(false);
        PendingTransactionState state;
        await using (var crashing = Chain.Sender(Patient))
            state = (await crashing.SendAsync(Nothing)).State;
        await Chain.DoAsync("anvil_dropAllTransactions");
        await Chain.Client.SendRawTransactionAsync(Foreign(0, gwei: 100).Raw);
        await Chain.MineAsync();
        await using var sender = Chain.Sender(Patient);
        var resumed = await sender.ResumeAsync(state);
        await Assert.ThrowsAsync<TransactionReplacedException>(() => FinishAsync(resumed));
    }

    [Fact]
    public async Task Many_are_resumed_in_any_order()
    {
        await Chain.SetAutomineAsync(false);
        var states = new List<PendingTransactionState>();
        await using (var crashing = Chain.Sender(Patient))
        {
            for (var i = 0; i < 10; i++)
                states.Add((await crashing.SendAsync(Nothing)).State);
        }
        await Chain.DoAsync("anvil_dropAllTransactions");
        await Chain.SetAutomineAsync(true);
        await using var sender = Chain.Sender(Crowded);
        states.Reverse();
        var resumed = new List<PendingTransaction>();
        foreach (var state in states)
            resumed.Add(await sender.ResumeAsync(state));
        await Task.WhenAll(resumed.Select(pending => MineUntilDoneAsync(pending)));
        Assert.Equal(10UL, await NonceAsync());
    }

    [Fact]
    public async Task Disposal_ends_waiting_and_leaves_the_transaction_to_be_resumed()
    {
        await Chain.SetAutomineAsync(false);
        var sender = Chain.Sender(Patient);
        var pending = await sender.SendAsync(Nothing);
        var waiting = FinishAsync(pending);
        await sender.DisposeAsync();
        await sender.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendAsync(Nothing));
        await using var next = Chain.Sender(Patient);
        await MineUntilDoneAsync(await next.ResumeAsync(pending.State));
    }

    [Fact]
    public async Task A_state_is_resumed_once()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        var state = (await sender.SendAsync(Nothing)).State;
        await Assert.ThrowsAsync<ArgumentException>(() => sender.ResumeAsync(state));
        await using var next = Chain.Sender(Patient);
        await next.ResumeAsync(state);
        await Assert.ThrowsAsync<ArgumentException>(() => next.ResumeAsync(state));
    }

    [Fact]
    public async Task A_state_that_does_not_belong_is_refused()
    {
        await Chain.SetAutomineAsync(false);
        PendingTransactionState state;
        await using (var crashing = Chain.Sender(Patient))
            state = (await crashing.SendAsync(Nothing)).State;
        var version = state.Versions[0];
        await using var sender = Chain.Sender(Patient);
        await using var other = Chain.Sender(Patient, account: 1);

        await Assert.ThrowsAsync<ArgumentException>(() => other.ResumeAsync(state));
        await Assert.ThrowsAsync<WrongChainException>(() => sender.ResumeAsync(state with { ChainId = 5 }));
        await Assert.ThrowsAsync<ArgumentException>(() => sender.ResumeAsync(state with { Versions = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => sender.ResumeAsync(state with { Nonce = 1 }));
        await Assert.ThrowsAsync<ArgumentException>(() => sender.ResumeAsync(state with { Versions = [version with { Hash = Bytes32.Zero }] }));
        await Assert.ThrowsAsync<ArgumentException>(() => sender.ResumeAsync(state with { Versions = [version with { Raw = [1, 2, 3] }] }));
        byte[] flipped = [.. version.Raw[..^1], (byte)(version.Raw[^1] ^ 1)];
        await Assert.ThrowsAsync<ArgumentException>(() => sender.ResumeAsync(state with { Versions = [version with { Raw = flipped }] }));
        await sender.ResumeAsync(state);
    }
}
