using AuditNode.Chain.Abi;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Sending;

/// <summary>ganache keeps parallel transactions of one account waiting for ever; one at a time it takes.</summary>
public sealed class GanacheSendingTests(GanacheFixture fixture) : IClassFixture<GanacheFixture>
{
    private static readonly TransactionSenderOptions OneAtATime = DevelopmentChain.Quick with { MaxInFlight = 1 };

    private DevelopmentChain Chain => ((IChainFixture)fixture).Chain;

    [Fact]
    public async Task Parallel_sends_go_through_one_at_a_time()
    {
        await using var sender = Chain.Sender(OneAtATime);
        var sent = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            _ => Task.Run(() => sender.SendAsync(new TransactionRequest { To = Address.Zero }))));
        await Task.WhenAll(sent.Select(pending => pending.WaitAsync(timeout: Eventually.Patience)));
        Assert.Equal(12, sent.Select(pending => pending.Nonce).Distinct().Count());
    }

    [Fact]
    public async Task A_failed_transaction_is_explained()
    {
        var contract = await Chain.DeployAsync(TestContracts.Reverting);
        await using var sender = Chain.Sender(OneAtATime, account: 1);
        var pending = await sender.SendAsync(new TransactionRequest { To = contract, Data = AbiError.Reason.Encode("no consent"), GasLimit = 100_000 });
        var revert = await Assert.ThrowsAsync<ContractRevertedException>(() => pending.WaitAsync(timeout: Eventually.Patience));
        Assert.Equal(("no consent", pending.Hash), (revert.Reason, revert.Receipt!.TransactionHash));
    }

    [Fact]
    public async Task Resuming_what_is_in_a_block_finds_it_there()
    {
        PendingTransactionState state;
        await using (var before = Chain.Sender(OneAtATime, account: 1))
            state = (await before.SendAsync(new TransactionRequest { To = Address.Zero })).State;
        await using var after = Chain.Sender(OneAtATime, account: 1);
        var done = await (await after.ResumeAsync(state)).WaitAsync(timeout: Eventually.Patience);
        Assert.Equal(state.Versions[0].Hash, done.Receipt.TransactionHash);
    }
}
