using System.Numerics;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Sending;

/// <summary>A fresh anvil for each test.</summary>
public abstract class SenderTestBase : IAsyncLifetime
{
    private DevelopmentChain? chain;

    internal static readonly TransactionRequest Nothing = new() { To = Address.Zero };

    /// <summary>Options under which nothing is sent twice or bumped by itself.</summary>
    internal static TransactionSenderOptions Patient { get; } = DevelopmentChain.Quick with
    {
        RebroadcastAfter = TimeSpan.FromHours(1), BumpAfter = TimeSpan.FromHours(1),
    };

    /// <summary>
    /// Options for several transactions at once on a node that mines at once. It may hold one back whose predecessor was mined while it was
    /// being looked at (https://github.com/foundry-rs/foundry/issues/10122): a higher fee gets it looked at once more.
    /// </summary>
    internal static TransactionSenderOptions Crowded { get; } = Patient with { BumpAfter = TimeSpan.FromSeconds(2) };

    internal DevelopmentChain Chain => chain!;

    internal Account Account => Chain.Accounts[0];

    public async Task InitializeAsync() => chain = await DevelopmentChain.StartAnvilAsync();

    public Task DisposeAsync() => chain?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    internal static Task<ConfirmedTransaction> FinishAsync(PendingTransaction pending, int? confirmations = null) =>
        pending.WaitAsync(confirmations, Eventually.Patience);

    /// <summary>Makes a block after each time that the transaction was looked at, until it is final.</summary>
    internal async Task<ConfirmedTransaction> MineUntilDoneAsync(PendingTransaction pending, int? confirmations = null)
    {
        var waiting = FinishAsync(pending, confirmations);
        while (!waiting.IsCompleted)
        {
            await Chain.MineAsync();
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(50)));
        }
        return await waiting;
    }

    /// <summary>Signs a transaction of the account behind the sender's back.</summary>
    internal SignedTransaction Foreign(ulong nonce, BigInteger gwei) => Account.Sign(new DynamicFeeTransaction
    {
        ChainId = DevelopmentChain.ChainId, Nonce = nonce, GasLimit = 21_000, To = Chain.Accounts[1].Address,
        MaxFeePerGas = gwei * 1_000_000_000, MaxPriorityFeePerGas = 1_000_000_000,
    });

    internal async Task<bool> IsInPoolAsync(Bytes32 hash) => (await Chain.PoolAsync(Account)).Any(waiting => waiting.Hash == hash);

    internal Task<ulong> NonceAsync() => Chain.Client.GetTransactionCountAsync(Account.Address);
}
