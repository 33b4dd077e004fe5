using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev.Poa;

namespace AuditNode.ChainDev.Tests.Poa;

/// <summary>What the fixes of the node's JSON-RPC promise, on a network of one validator.</summary>
public sealed class PoaRpcTests : IAsyncLifetime
{
    // Runtime code: with a first word of 0, reverts with 42; otherwise logs two topics, the caller and that word.
    //   PUSH1 0 CALLDATALOAD DUP1 ISZERO PUSH1 0x14 JUMPI CALLER PUSH1 0 PUSH1 0 LOG2 STOP ... 0x14: JUMPDEST PUSH1 42 PUSH1 0 MSTORE
    //   PUSH1 32 PUSH1 0 REVERT
    private const string Runtime = "60003580156014573360006000a20000000000005b602a60005260206000fd";

    private PoaNetwork network = null!;
    private PrivateKey key = null!;

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    private EthereumClient Node => network.Nodes[0].Ethereum;

    public async Task InitializeAsync()
    {
        network = await PoaNetwork.StartAsync(new PoaNetworkOptions { Validators = 1, Period = TimeSpan.FromSeconds(1), Epoch = 3 });
        key = network.Accounts[0].ReadKey();
    }

    public async Task DisposeAsync()
    {
        key.Dispose();
        await network.DisposeAsync();
    }

    [Fact]
    public async Task Contracts_reverts_estimates_receipts_and_logs_are_as_on_other_chains()
    {
        var code = Convert.FromHexString(Runtime);
        // PUSH1 length DUP1 PUSH1 11 PUSH1 0 CODECOPY PUSH1 0 RETURN
        byte[] creation = [0x60, (byte)code.Length, 0x80, 0x60, 11, 0x60, 0, 0x39, 0x60, 0, 0xf3, .. code];
        var created = await MineAsync(0, null, creation);
        var contract = created.ContractAddress!.Value;
        Assert.Equal(code, await Node.GetCodeAsync(contract, default, Limit));

        var revert = new CallRequest { From = key.Address, To = contract, Data = Word(0) };
        var called = await Assert.ThrowsAsync<ContractRevertedException>(() => Node.CallAsync(revert, default, Limit));
        Assert.Equal(Word(42), called.RevertData.ToArray());
        await Assert.ThrowsAsync<ContractRevertedException>(() => Node.EstimateGasAsync(revert, Limit));

        var estimate = await Node.EstimateGasAsync(revert with { Data = Word(7) }, Limit);
        var receipts = new List<Receipt>();
        for (var i = 1; i <= 3; i++)
            receipts.Add(await MineAsync((ulong)i, contract, Word(i + 6)));
        Assert.All(receipts, receipt => Assert.True(receipt.GasUsed <= estimate));
        Assert.Equal(Bytes32.FromUInt256(8), Assert.Single(receipts[1].Logs).Topics[1]);

        // The second topic alone, in any position of the chain: only one log has it.
        var filter = new FilterQuery { Addresses = [contract], Topics = [null, [Bytes32.FromUInt256(8)]] };
        var log = Assert.Single(await Node.GetLogsAsync(filter, BlockTag.Earliest, BlockTag.Latest, Limit));
        Assert.Equal(receipts[1].TransactionHash, log.TransactionHash);
        Assert.Equal(3, (await Node.GetLogsAsync(new FilterQuery { Addresses = [contract] }, BlockTag.Earliest, BlockTag.Latest, Limit)).Count);

        // Blocks that begin an epoch list the signers again; a chain that leaves them out ends there.
        await network.WaitUntilHeadsAgreeAsync(7, null, Limit);
    }

    private static byte[] Word(int value) => Bytes32.FromUInt256(value).ToArray();

    private async Task<Receipt> MineAsync(ulong nonce, Address? to, byte[] data)
    {
        var transaction = new DynamicFeeTransaction
        {
            ChainId = network.ChainId,
            Nonce = nonce,
            MaxFeePerGas = 2_000_000_000,
            MaxPriorityFeePerGas = 1_000_000_000,
            GasLimit = 200_000,
            To = to,
            Value = BigInteger.Zero,
            Data = data,
        }.Sign(key);
        await Node.SendRawTransactionAsync(transaction.Raw, Limit);
        // Known from the first moment on, in the pool or in a block.
        Assert.Equal(nonce, (await Node.GetTransactionByHashAsync(transaction.Hash, Limit))?.Nonce);
        var limit = Limit;
        while (true)
        {
            if (await Node.GetTransactionReceiptAsync(transaction.Hash, limit) is { } receipt)
                return receipt;
            await Task.Delay(100, limit);
        }
    }
}
