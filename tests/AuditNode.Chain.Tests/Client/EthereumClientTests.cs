using System.Numerics;
using AuditNode.Chain.Abi;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Client;

/// <summary>What must hold on every node.</summary>
public abstract class EthereumClientTests(IChainFixture fixture, string name)
{
    private EthereumClient Client => fixture.Chain.Client;

    [Fact]
    public async Task Chain_and_client_are_named()
    {
        Assert.Equal(DevelopmentChain.ChainId, await Client.GetChainIdAsync());
        Assert.Contains(name, await Client.GetClientVersionAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Blocks_are_found_by_number_hash_and_tag()
    {
        await SendAsync(new TransactionRequest { To = Address.Zero, Value = 1 });
        var latest = (await Client.GetBlockAsync(BlockTag.Latest))!;
        var byNumber = (await Client.GetBlockAsync(latest.Number))!;
        var byHash = (await Client.GetBlockAsync(latest.Hash))!;
        Assert.Equal((latest.Hash, latest.Hash), (byNumber.Hash, byHash.Hash));
        Assert.Equal(latest.ParentHash, (await Client.GetBlockAsync(latest.Number - 1))!.Hash);
        Assert.Equal(0UL, (await Client.GetBlockAsync(BlockTag.Earliest))!.Number);
        Assert.True(await Client.GetBlockNumberAsync() >= latest.Number);
        Assert.Single(latest.Transactions);
        Assert.True(latest.BaseFeePerGas > 0);
        Assert.InRange(latest.GasUsed, 21_000UL, latest.GasLimit);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        Assert.Null(await Client.GetBlockAsync(1_000_000));
        Assert.Null(await Client.GetBlockAsync(Keccak256.HashData("none"u8)));
        Assert.Null(await Client.GetTransactionByHashAsync(Keccak256.HashData("none"u8)));
        Assert.Null(await Client.GetTransactionReceiptAsync(Keccak256.HashData("none"u8)));
    }

    [Fact]
    public async Task Balances_counts_and_code_are_read()
    {
        var contract = await fixture.Chain.DeployAsync(TestContracts.Once);
        Assert.Equal(TestContracts.Assemble(TestContracts.Once), await Client.GetCodeAsync(contract));
        Assert.Empty(await Client.GetCodeAsync(fixture.Chain.Accounts[0].Address));
        Assert.True(await Client.GetBalanceAsync(fixture.Chain.Accounts[0].Address) > BigInteger.Pow(10, 20));
        Assert.Equal(BigInteger.Zero, await Client.GetBalanceAsync(contract));
        var before = await Client.GetTransactionCountAsync(fixture.Chain.Accounts[0].Address);
        await SendAsync(new TransactionRequest { To = contract });
        Assert.Equal(before + 1, await Client.GetTransactionCountAsync(fixture.Chain.Accounts[0].Address));
        Assert.Equal(0UL, await Client.GetTransactionCountAsync(fixture.Chain.Accounts[0].Address, BlockTag.Earliest));
    }

    [Fact]
    public async Task Storage_is_read_as_whole_words()
    {
        var contract = await fixture.Chain.DeployAsync(TestContracts.Once);
        Assert.Equal(Bytes32.Zero, await Client.GetStorageAtAsync(contract, Bytes32.Zero));
        await SendAsync(new TransactionRequest { To = contract });
        Assert.Equal(Bytes32.FromUInt256(1), await Client.GetStorageAtAsync(contract, Bytes32.Zero));
        Assert.Equal(Bytes32.Zero, await Client.GetStorageAtAsync(contract, Bytes32.FromUInt256(1)));
    }

    [Fact]
    public async Task A_transaction_and_its_receipt_say_the_same()
    {
        var contract = await fixture.Chain.DeployAsync(TestContracts.Logging);
        var topic = Keccak256.HashData("topic"u8);
        byte[] data = [.. topic.ToArray(), 1, 2, 3];
        var receipt = await SendAsync(new TransactionRequest { To = contract, Data = data, Value = 5 });
        var transaction = (await Client.GetTransactionByHashAsync(receipt.TransactionHash))!;
        Assert.Equal((contract, receipt.From, new BigInteger(5)), (transaction.To!.Value, transaction.From, transaction.Value));
        Assert.Equal(data, transaction.Input);
        Assert.Equal((receipt.BlockHash, receipt.BlockNumber), (transaction.BlockHash!.Value, transaction.BlockNumber!.Value));
        Assert.True(receipt.Succeeded);
        Assert.Null(receipt.ContractAddress);
        Assert.InRange(receipt.GasUsed, 21_000UL, transaction.Gas);
        Assert.True(receipt.EffectiveGasPrice > 0 && receipt.EffectiveGasPrice <= transaction.MaxFeePerGas);

        var log = Assert.Single(receipt.Logs);
        Assert.Equal(topic, Assert.Single(log.Topics));
        Assert.Equal(data, log.Data);
        var logs = await Client.GetLogsAsync(new FilterQuery { Addresses = [contract] }, receipt.BlockNumber, receipt.BlockNumber);
        Assert.Equal((log.BlockHash, log.TransactionHash, log.LogIndex), Assert.Single(logs.Select(one => (one.BlockHash, one.TransactionHash, one.LogIndex))));
    }

    [Fact]
    public async Task Logs_are_filtered_by_contract_and_topics()
    {
        var (contract, other) = (await fixture.Chain.DeployAsync(TestContracts.Logging), await fixture.Chain.DeployAsync(TestContracts.Logging));
        var topics = Enumerable.Range(0, 3).Select(i => Keccak256.HashData([(byte)i])).ToList();
        foreach (var topic in topics)
            await SendAsync(new TransactionRequest { To = contract, Data = topic.ToArray() });
        await SendAsync(new TransactionRequest { To = other, Data = topics[0].ToArray() });

        Assert.Equal(topics, await TopicsAsync(new FilterQuery { Addresses = [contract] }));
        Assert.Equal([.. topics, topics[0]], await TopicsAsync(new FilterQuery { Addresses = [contract, other] }));
        Assert.Equal([topics[1]], await TopicsAsync(new FilterQuery { Addresses = [contract], Topics = [[topics[1]]] }));
        Assert.Equal([topics[0], topics[2]], await TopicsAsync(new FilterQuery { Addresses = [contract], Topics = [[topics[2], topics[0]]] }));
        Assert.Equal(topics, await TopicsAsync(new FilterQuery { Addresses = [contract], Topics = [null] }));
        Assert.Empty(await TopicsAsync(new FilterQuery { Addresses = [contract], Topics = [null, [topics[0]]] }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_revert_is_explained_in_calls_and_estimates(bool estimate)
    {
        var contract = await fixture.Chain.DeployAsync(TestContracts.Reverting);
        var jobId = Keccak256.HashData("job"u8);
        var withReason = await RevertAsync(contract, AbiError.Reason.Encode("no consent"), estimate);
        var withPanic = await RevertAsync(contract, AbiError.Panic.Encode(new BigInteger(0x12)), estimate);
        var withError = await RevertAsync(contract, TestContracts.RecordExists.Encode(jobId, new BigInteger(3)), estimate);
        var withNothing = await RevertAsync(contract, [], estimate);
        var withStranger = await RevertAsync(contract, TestContracts.Stranger.Encode(BigInteger.One), estimate);

        Assert.Equal("no consent", withReason.Reason);
        Assert.Equal("panic 0x12: division or modulo by zero", withPanic.Reason);
        Assert.Equal($"RecordExists(jobId: {jobId}, sequence: 3)", withError.Reason);
        Assert.Equal([jobId, new BigInteger(3)], withError.Error!.Arguments);
        Assert.Equal("no reason given", withNothing.Reason);
        Assert.Equal(TestContracts.Stranger.Encode(BigInteger.One), withStranger.RevertData.ToArray());
        Assert.All([withReason, withPanic, withError, withNothing, withStranger], revert => Assert.Equal(contract, revert.Contract));
    }

    [Fact]
    public async Task Halted_code_is_explained()
    {
        var invalid = await fixture.Chain.DeployAsync(TestContracts.Invalid);
        var endless = await fixture.Chain.DeployAsync(TestContracts.Endless);
        await Assert.ThrowsAsync<ContractRevertedException>(() => Client.CallAsync(new CallRequest { To = invalid }));
        await Assert.ThrowsAsync<ContractRevertedException>(() => Client.CallAsync(new CallRequest { To = endless, Gas = 100_000 }));
        await Assert.ThrowsAsync<ContractRevertedException>(() => Client.EstimateGasAsync(new CallRequest { To = invalid }));
    }

    [Fact]
    public async Task A_call_without_means_is_no_revert()
    {
        var call = new CallRequest { From = Address.FromPublicKey(new byte[64]), To = Address.Zero, Value = BigInteger.Pow(10, 30) };
        await Assert.ThrowsAsync<JsonRpcException>(() => Client.CallAsync(call));
    }

    [Fact]
    public async Task A_call_returns_what_the_contract_returns_and_nothing_without_contract()
    {
        // PUSH1 42 PUSH1 0 MSTORE, PUSH1 32 PUSH1 0 RETURN
        var contract = await fixture.Chain.DeployAsync("602a 6000 52 6020 6000 f3");
        Assert.Equal(Bytes32.FromUInt256(42).ToArray(), await Client.CallAsync(new CallRequest { To = contract }));
        Assert.Empty(await Client.CallAsync(new CallRequest { To = Address.FromPublicKey(new byte[64]) }));
    }

    [Fact]
    public async Task Fees_are_suggested()
    {
        Assert.True(await Client.GetGasPriceAsync() > 0);
        Assert.True(await Client.GetMaxPriorityFeePerGasAsync() >= 0);
    }

    private async Task<ContractRevertedException> RevertAsync(Address contract, byte[] data, bool estimate)
    {
        var call = new CallRequest { From = fixture.Chain.Accounts[0].Address, To = contract, Data = data };
        return await Assert.ThrowsAsync<ContractRevertedException>(
            async () => _ = estimate ? await Client.EstimateGasAsync(call) : (object)await Client.CallAsync(call));
    }

    private async Task<Receipt> SendAsync(TransactionRequest request)
    {
        await using var sender = fixture.Chain.Sender();
        return (await (await sender.SendAsync(request)).WaitAsync(timeout: Eventually.Patience)).Receipt;
    }

    private async Task<IEnumerable<Bytes32>> TopicsAsync(FilterQuery filter) =>
        (await Client.GetLogsAsync(filter, BlockTag.Earliest, BlockTag.Latest)).Select(log => log.Topics[0]);
}
