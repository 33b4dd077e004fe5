using System.Numerics;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Sending;

public sealed class ConfirmationTests : SenderTestBase
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    [InlineData(21, 11)]
    public void More_than_half_of_the_validators_must_have_built_on_it(int validators, int confirmations) =>
        Assert.Equal(confirmations, TransactionSenderOptions.ConfirmationsFor(validators));

    [Fact]
    public async Task A_transaction_is_final_when_it_is_deep_enough_and_not_before()
    {
        await using var sender = Chain.Sender(Patient with { Confirmations = 3 });
        var pending = await sender.SendAsync(Nothing);
        var waiting = FinishAsync(pending);
        await Eventually.TrueAsync(() => pending.Status == TransactionStatus.Included, "it is in a block");
        Assert.Equal(1, (await FinishAsync(pending, confirmations: 1)).Confirmations);
        await Chain.MineAsync();
        Assert.Equal(2, (await FinishAsync(pending, confirmations: 2)).Confirmations);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(TransactionStatus.Included, pending.Status);
        await Chain.MineAsync();
        Assert.Equal(3, (await waiting).Confirmations);
        Assert.Equal(TransactionStatus.Final, pending.Status);
    }

    [Fact]
    public async Task A_final_transaction_can_be_watched_for_longer()
    {
        await using var sender = Chain.Sender(Patient);
        var pending = await sender.SendAsync(Nothing);
        await FinishAsync(pending);
        var deeper = FinishAsync(pending, confirmations: 4);
        await Chain.MineAsync(3);
        Assert.Equal(4, (await deeper).Confirmations);
    }

    [Fact]
    public async Task A_failed_transaction_is_explained_by_trying_it_out_on_the_block_before()
    {
        var contract = await Chain.DeployAsync(TestContracts.Reverting);
        await using var sender = Chain.Sender(Patient with { Confirmations = 2 });
        var jobId = Keccak256.HashData("job"u8);
        var pending = await sender.SendAsync(new TransactionRequest
        {
            To = contract, Data = TestContracts.RecordExists.Encode(jobId, new BigInteger(7)), GasLimit = 100_000,
        });
        var waiting = FinishAsync(pending);
        await Chain.MineAsync(2);
        var revert = await Assert.ThrowsAsync<ContractRevertedException>(() => waiting);
        Assert.Equal([jobId, new BigInteger(7)], revert.Error!.Arguments);
        Assert.Equal((contract, pending.Hash), (revert.Contract!.Value, revert.Receipt!.TransactionHash));
        Assert.Equal(
            $"Contract {contract} reverted in transaction {pending.Hash} of block {revert.Receipt.BlockNumber}: RecordExists(jobId: {jobId}, sequence: 7)",
            revert.Message);
        Assert.Same(revert, await Assert.ThrowsAsync<ContractRevertedException>(() => FinishAsync(pending)));
    }

    [Fact]
    public async Task A_failure_that_a_neighbour_in_the_block_brought_about_is_explained_on_the_block_itself()
    {
        var contract = await Chain.DeployAsync(TestContracts.Once);
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        var first = await sender.SendAsync(new TransactionRequest { To = contract, GasLimit = 100_000 });
        var second = await sender.SendAsync(new TransactionRequest { To = contract, GasLimit = 100_000 });
        await Chain.MineAsync();
        Assert.True((await FinishAsync(first)).Receipt.Succeeded);
        var revert = await Assert.ThrowsAsync<ContractRevertedException>(() => FinishAsync(second));
        Assert.Equal("no reason given", revert.Reason);
        Assert.Equal(first.Receipt!.BlockHash, revert.Receipt!.BlockHash);
    }

    [Fact]
    public async Task Lack_of_gas_is_named()
    {
        var contract = await Chain.DeployAsync(TestContracts.Endless);
        await using var sender = Chain.Sender(Patient);
        var pending = await sender.SendAsync(new TransactionRequest { To = contract, GasLimit = 60_000 });
        var revert = await Assert.ThrowsAsync<ContractRevertedException>(() => FinishAsync(pending));
        Assert.Contains("OutOfGas", revert.Reason);
        Assert.Equal(60_000UL, revert.Receipt!.GasUsed);
    }

    [Fact]
    public async Task Waiting_ends_in_time_and_says_why_but_the_transaction_goes_on()
    {
        await Chain.SetAutomineAsync(false);
        await using var sender = Chain.Sender(Patient);
        var pending = await sender.SendAsync(Nothing);
        var failure = await Assert.ThrowsAsync<TransactionTimeoutException>(() => pending.WaitAsync(timeout: TimeSpan.FromMilliseconds(100)));
        Assert.Equal(pending.Hash, failure.State.Versions[0].Hash);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.WaitAsync(cancellationToken: cancel.Token));
        await MineUntilDoneAsync(pending);
    }

    [Fact]
    public async Task A_chain_without_base_fee_gets_legacy_transactions()
    {
        await using var old = await DevelopmentChain.StartAnvilAsync("--hardfork", "berlin");
        await using var sender = old.Sender(Patient);
        var pending = await sender.SendAsync(Nothing);
        await FinishAsync(pending);
        Assert.IsType<Chain.Transactions.LegacyTransaction>(pending.Versions[0].Transaction);
        Assert.Null((await old.Client.GetBlockAsync(BlockTag.Latest))!.BaseFeePerGas);
    }

    [Fact]
    public async Task A_node_on_another_chain_is_found_out_before_anything_is_signed()
    {
        await using var sender = new TransactionSender(Chain.Client, Account, chainId: 1, Patient);
        var journalled = false;
        var failure = await Assert.ThrowsAsync<WrongChainException>(() => sender.SendAsync(Nothing, (_, _) =>
        {
            journalled = true;
            return Task.CompletedTask;
        }));
        Assert.Equal((1UL, DevelopmentChain.ChainId), (failure.Expected, failure.Found));
        Assert.False(journalled);
    }
}
