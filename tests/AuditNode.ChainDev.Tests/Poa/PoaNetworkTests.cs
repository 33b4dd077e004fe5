using AuditNode.Chain;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev.Poa;

namespace AuditNode.ChainDev.Tests.Poa;

/// <summary>Every test finds all nodes running, or starts those that a test before it left down.</summary>
public sealed class PoaNetworkTests(PoaNetworkFixture fixture) : IClassFixture<PoaNetworkFixture>
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    private PoaNetwork Network => fixture.Network;

    private PoaNode Validator(int number) => Network.Nodes.Single(node => node.Name == $"validator{number}");

    [Fact]
    public async Task Validators_take_turns_and_followers_never_seal()
    {
        var limit = Limit;
        await Network.StartAllAsync(limit);
        var expected = Network.Validators.Select(node => node.Signer!.Value).Order().ToList();
        List<Address> signers;
        // On a busy machine one may miss its turns, which the others then take.
        do
        {
            var (height, _) = await AgreeAsync(after: 6);
            Assert.True(height >= 6);
            signers = [.. (await Network.GetSignersAsync(6, Limit)).Select(block => block.Signer).Distinct().Order()];
        }
        while (!signers.SequenceEqual(expected) && !limit.IsCancellationRequested);
        Assert.Equal(expected, signers);
    }

    [Fact]
    public async Task It_goes_on_without_one_validator_which_catches_up_when_it_is_back()
    {
        await Network.StartAllAsync(Limit);
        await Validator(2).KillAsync(Limit);
        await AgreeAsync(after: 4);
        var signers = await Network.GetSignersAsync(2, Limit);
        Assert.DoesNotContain(signers, block => block.Signer == Validator(2).Signer);

        await Validator(2).StartAsync(Limit);
        await AgreeAsync(after: 3);
    }

    [Fact]
    public async Task It_halts_without_two_of_three_validators_and_goes_on_when_they_are_back()
    {
        await Network.StartAllAsync(Limit);
        await Task.WhenAll(Validator(1).KillAsync(Limit), Validator(3).KillAsync(Limit));
        // Blocks that were under way arrive. The survivor may seal one more, sooner or later, as its turn and the machine allow; no second one
        // without the others. Blocks would come every one to three seconds.
        await Task.Delay(TimeSpan.FromSeconds(8), Limit);
        var halted = await Validator(2).Ethereum.GetBlockNumberAsync(Limit);
        await Task.Delay(TimeSpan.FromSeconds(9), Limit);
        Assert.InRange(await Validator(2).Ethereum.GetBlockNumberAsync(Limit), halted, halted + 1);

        await Network.StartAllAsync(Limit);
        var (height, _) = await AgreeAsync(after: 2);
        Assert.True(height > halted);
    }

    [Fact]
    public async Task Killed_altogether_and_started_again_it_continues_its_chain()
    {
        await Network.StartAllAsync(Limit);
        var (height, hash) = await AgreeAsync(after: 2);
        await AgreeAsync(after: 2); // deep enough that no reorganisation takes it out
        await Task.WhenAll(Network.Nodes.Select(node => node.KillAsync(Limit)));
        Assert.All(await Network.GetStatusAsync(Limit), status => Assert.Null(status.Height));

        await Network.StartAllAsync(Limit);
        foreach (var node in Network.Nodes)
            Assert.Equal(hash, (await node.Ethereum.GetBlockAsync(height, Limit))?.Hash);
    }

    [Fact]
    public async Task A_follower_that_lost_its_data_gets_the_chain_again()
    {
        await Network.StartAllAsync(Limit);
        var follower = Network.Followers.Single();
        await follower.StopAsync(Limit);
        follower.Wipe();
        await follower.StartAsync(Limit);
        await AgreeAsync(after: 2);
    }

    [Fact]
    public async Task A_transaction_sent_to_a_follower_is_mined_and_known_everywhere()
    {
        await Network.StartAllAsync(Limit);
        var account = Network.Accounts[0];
        var follower = Network.Followers.Single().Ethereum;
        using var key = account.ReadKey();
        var transaction = new DynamicFeeTransaction
        {
            ChainId = Network.ChainId,
            Nonce = await follower.GetTransactionCountAsync(account.Address, default, Limit),
            MaxFeePerGas = 2_000_000_000,
            MaxPriorityFeePerGas = 1_000_000_000,
            GasLimit = 21_000,
            To = Network.Accounts[1].Address,
            Value = 1,
        }.Sign(key);
        await follower.SendRawTransactionAsync(transaction.Raw, Limit);
        foreach (var node in Network.Nodes)
            Assert.Equal(1UL, (await ReceiptAsync(node.Ethereum, transaction.Hash)).Status);
    }

    private static async Task<Receipt> ReceiptAsync(EthereumClient node, Bytes32 hash)
    {
        var limit = Limit;
        while (true)
        {
            if (await node.GetTransactionReceiptAsync(hash, limit) is { } receipt)
                return receipt;
            await Task.Delay(100, limit);
        }
    }

    private async Task<(ulong Height, Bytes32 Hash)> AgreeAsync(ulong after)
    {
        var statuses = await Network.GetStatusAsync(Limit);
        return await Network.WaitUntilHeadsAgreeAsync(statuses.Max(status => status.Height ?? 0) + after, null, Limit);
    }
}
