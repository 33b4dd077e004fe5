using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.JsonRpc;
using AuditNode.Chain.Tests.Nodes;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Sending;

/// <summary>Attack 29: reorganised and stalled chains, and duplicates after a crash.</summary>
public sealed class CrashTests(ITestOutputHelper output) : SenderTestBase
{
    private static readonly JsonRpcOptions OneAttempt = Clients.Quick with { MaxAttempts = 1 };

    [Fact]
    public async Task Attack_29_a_crash_at_any_exchange_with_the_node_neither_loses_nor_repeats_a_transaction()
    {
        var contract = await Chain.DeployAsync(TestContracts.Logging);
        var crashes = 0;
        var reached = true;
        for (var step = 0; reached; step++)
        {
            reached = false;
            foreach (var delivered in new[] { false, true })
            {
                var topic = Keccak256.HashData([(byte)step, (byte)(delivered ? 1 : 0)]);
                var request = new TransactionRequest { To = contract, Data = topic.ToArray() };
                var (state, crashed) = await RunUntilCrashAsync(request, step, delivered);
                reached |= crashed;
                crashes += crashed ? 1 : 0;

                await using var next = Chain.Sender(Patient with { Confirmations = 2 });
                var pending = state is null ? await next.SendAsync(request) : await next.ResumeAsync(state);
                await MineUntilDoneAsync(pending);
                var logs = await Chain.Client.GetLogsAsync(new FilterQuery { Topics = [[topic]] }, BlockTag.Earliest, BlockTag.Latest);
                Assert.True(logs.Count == 1, $"step {step}, {(delivered ? "after" : "before")} delivery: {logs.Count} transactions");
            }
        }
        output.WriteLine($"{crashes} crashes");
        Assert.True(crashes >= 12, $"only {crashes} crashes");
    }

    [Fact]
    public async Task Attack_29_faults_on_the_way_to_the_node_neither_lose_nor_repeat_transactions()
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        var random = new TestRandom(2900);
        var contract = await Chain.DeployAsync(TestContracts.Logging);
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(async exchange =>
        {
            int fault;
            lock (random)
                fault = random.Below(10);
            switch (fault)
            {
                case 0:
                    await exchange.ResetAsync();
                    break;
                case 1:
                    await forwarder.AskAsync(exchange);
                    await exchange.ResetAsync();
                    break;
                case 2:
                    await forwarder.AskAsync(exchange);
                    await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
                    break;
                case 3:
                    await exchange.AnswerAsync("busy", 503);
                    break;
                default:
                    await forwarder.PassAsync(exchange);
                    break;
            }
        });
        // Four of ten attempts fail: that so many do in a row happens to none of some hundred requests.
        using var rpc = new JsonRpcClient(proxy.Address, Clients.Quick with { MaxAttempts = 40 });
        await using var sender = new TransactionSender(
            new EthereumClient(rpc), Account, DevelopmentChain.ChainId, Crowded with { RebroadcastAfter = TimeSpan.FromMilliseconds(200) });
        var topics = Enumerable.Range(0, 40).Select(i => Keccak256.HashData([(byte)i])).ToList();
        var sent = await Task.WhenAll(topics.Select(topic => Task.Run(
            () => sender.SendAsync(new TransactionRequest { To = contract, Data = topic.ToArray() }))));
        await Task.WhenAll(sent.Select(pending => MineUntilDoneAsync(pending)));

        var logs = await Chain.Client.GetLogsAsync(new FilterQuery { Addresses = [contract] }, BlockTag.Earliest, BlockTag.Latest);
        Assert.Equal(topics.Order(), logs.Select(log => log.Topics[0]).Order());
        Assert.Equal(40UL, await NonceAsync());
    }

    [Fact]
    public async Task A_node_that_is_away_only_makes_it_take_longer()
    {
        // It goes away when it is to take the transaction.
        var (isAway, wasAway) = (false, false);
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(exchange =>
        {
            if (!wasAway && exchange.Body.Contains("eth_sendRaw", StringComparison.Ordinal))
                (isAway, wasAway) = (true, true);
            return Volatile.Read(ref isAway) ? exchange.ResetAsync() : forwarder.PassAsync(exchange);
        });
        using var rpc = new JsonRpcClient(proxy.Address, OneAttempt);
        await using var sender = new TransactionSender(new EthereumClient(rpc), Account, DevelopmentChain.ChainId, Patient);
        var pending = await sender.SendAsync(Nothing);
        await Eventually.TrueAsync(() => pending.LastFailure is RpcConnectionException { Method: "batch of 3" }, "the node is found to be away");
        Assert.Equal((TransactionStatus.Pending, 0UL), (pending.Status, await NonceAsync()));
        Volatile.Write(ref isAway, false);
        await FinishAsync(pending);
        Assert.Null(pending.LastFailure);
    }

    [Fact]
    public async Task A_lost_answer_to_the_sending_is_no_loss()
    {
        using var forwarder = new Forwarder(Chain.Address);
        var lost = 0;
        await using var proxy = new FaultyNode(async exchange =>
        {
            var answer = await forwarder.AskAsync(exchange);
            if (exchange.Body.Contains("eth_sendRaw", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1)
                await exchange.ResetAsync();
            else
                await exchange.AnswerAsync(answer);
        });
        using var rpc = new JsonRpcClient(proxy.Address, Clients.Quick);
        await using var sender = new TransactionSender(new EthereumClient(rpc), Account, DevelopmentChain.ChainId, Patient);
        var done = await FinishAsync(await sender.SendAsync(Nothing));
        Assert.True(done.Receipt.Succeeded);
        Assert.Equal((2, 1UL), (lost, await NonceAsync()));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_sent()
    {
        await using var sender = Chain.Sender(Patient);
        await Assert.ThrowsAsync<IOException>(() => sender.SendAsync(Nothing, (_, _) => throw new IOException("disk full")));
        Assert.Equal(0UL, await NonceAsync());
        Assert.Equal(0UL, (await sender.SendAsync(Nothing)).Nonce);
    }

    // Runs until a given exchange with the node, at which everything in memory is lost. What was stored by then is returned.
    private async Task<(PendingTransactionState? State, bool Crashed)> RunUntilCrashAsync(TransactionRequest request, int step, bool delivered)
    {
        var (count, crashed) = (-1, 0);
        using var forwarder = new Forwarder(Chain.Address);
        await using var proxy = new FaultyNode(async exchange =>
        {
            var number = Interlocked.Increment(ref count);
            if (number < step)
            {
                await forwarder.PassAsync(exchange);
                return;
            }
            if (Interlocked.Exchange(ref crashed, 1) == 0 && delivered)
                await forwarder.AskAsync(exchange);
            await exchange.ResetAsync();
        });
        PendingTransactionState? stored = null;
        using var rpc = new JsonRpcClient(proxy.Address, OneAttempt);
        await using var sender = new TransactionSender(
            new EthereumClient(rpc), Account, DevelopmentChain.ChainId, Patient with { Confirmations = 2, BumpAfter = TimeSpan.Zero });
        try
        {
            var pending = await sender.SendAsync(request, (state, _) =>
            {
                if (Volatile.Read(ref crashed) == 0)
                    stored = state;
                return Task.CompletedTask;
            });
            await Eventually.TrueAsync(
                async () =>
                {
                    await Chain.MineAsync();
                    return pending.Status == TransactionStatus.Final || Volatile.Read(ref crashed) == 1;
                },
                "it is final or the process has crashed");
        }
        catch (RpcException) when (crashed == 1)
        {
            // Crashed before anything was sent.
        }
        return (stored, crashed == 1);
    }
}
