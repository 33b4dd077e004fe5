using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev.Poa;
using AuditNode.Contracts.Tests.Proofs;
using AuditNode.Scenarios;
using Xunit.Abstractions;

namespace AuditNode.Contracts.Tests.EndToEnd;

/// <summary>Two institutions append records through their own validators while validators are killed and started again.</summary>
public sealed class ValidatorFaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly PoaFixture _fixture = new();

    private PoaNetwork Network => _fixture.Network;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Attack29_NothingIsLostDoubledOrReorderedWhileValidatorsAreKilled()
    {
        Consortium consortium = _fixture.Consortium;
        Bytes32 jobId = await consortium.ConsentedJobAsync();
        using var stop = new CancellationTokenSource();
        Writer[] writers = [new(new RecordStream(consortium.Hospital, jobId)), new(new RecordStream(consortium.Bank, jobId))];
        Task[] writing = [.. writers.Select(writer => writer.RunAsync(stop.Token))];
        PoaNode[] validators = [.. Network.Validators];

        await WritersProgressAsync(writers, 3);
        await validators[2].KillAsync();
        await WritersProgressAsync(writers, 3); // one of three down: the chain goes on
        await validators[2].StartAsync();

        await Task.WhenAll(validators[1].KillAsync(), validators[2].KillAsync());
        await HaltsAsync(validators[0]); // two of three down: it must not
        await Task.WhenAll(validators[1].StartAsync(), validators[2].StartAsync());
        await WritersProgressAsync(writers, 3);

        await Task.WhenAll(validators.Select(validator => validator.KillAsync()));
        await Task.WhenAll(validators.Select(validator => validator.StartAsync()));
        await WritersProgressAsync(writers, 3);

        await stop.CancelAsync();
        await Task.WhenAll(writing);
        // As high as the highest: what is final on one validator may still be missing on another.
        await Network.WaitUntilHeadsAgreeAsync((await Network.GetStatusAsync()).Max(status => status.Height) ?? 0);
        foreach (Writer writer in writers) await VerifyAsync(writer.Stream);
    }

    private async Task VerifyAsync(RecordStream stream)
    {
        output.WriteLine($"{stream.Institution.Address}: {stream.Records.Count} records");
        using var connection = new JsonRpcClient(_fixture.AuditorsNode);
        var ledger = new AuditLedger(new EthereumClient(connection, ContractErrors.Catalogue), stream.Institution.Contracts.Ledger.Address);
        Address institution = stream.Institution.Address;
        Assert.Equal(((ulong)stream.Records.Count, stream.Records[^1]), await ledger.HeadAsync(stream.JobId, institution));
        var events = await ledger.QueryRecordAppendedAsync(0, await ledger.Client.GetBlockNumberAsync(), new() { JobId = stream.JobId, Institution = institution }).ToListAsync();
        Assert.Equal(stream.Records, events.Select(e => e.RecordHash));
        using JsonDocument answer = await JavaScriptVerifier.VerifyStreamAsync(_fixture.AuditorsNode, ledger.Address, stream.JobId, institution);
        Assert.True(answer.RootElement.GetProperty("valid").GetBoolean(), answer.RootElement.ToString());
    }

    private static async Task WritersProgressAsync(Writer[] writers, int records)
    {
        int[] wanted = [.. writers.Select(writer => writer.Confirmed + records)];
        using var patience = new CancellationTokenSource(s_patience);
        while (writers.Where((writer, i) => writer.Confirmed < wanted[i]).Any())
        {
            Assert.False(patience.IsCancellationRequested, $"No progress within {s_patience.TotalSeconds} s: {string.Join(", ", writers.Select(writer => writer.Confirmed))} records confirmed.");
            await Task.Delay(200);
        }
    }

    private static async Task HaltsAsync(PoaNode node)
    {
        // Blocks that were under way arrive. The last validator may seal one more, sooner or later, as its turn and the machine allow; no second one.
        await Task.Delay(TimeSpan.FromSeconds(8));
        ulong height = await node.Ethereum.GetBlockNumberAsync();
        await Task.Delay(TimeSpan.FromSeconds(9));
        Assert.InRange(await node.Ethereum.GetBlockNumberAsync(), height, height + 1);
    }

    /// <summary>Appends one record after the other, several on their way at a time, and holds on to its record while its node is down.</summary>
    private sealed class Writer(RecordStream stream)
    {
        private const int InFlight = 6;

        private int _confirmed;

        public RecordStream Stream => stream;

        public int Confirmed => Volatile.Read(ref _confirmed);

        public async Task RunAsync(CancellationToken stop)
        {
            var pending = new Queue<PendingTransaction>();
            while (!stop.IsCancellationRequested)
            {
                if (pending.Count == InFlight) await ConfirmAsync(pending.Dequeue());
                try
                {
                    // The limit is given because the records before may not be in a block yet.
                    pending.Enqueue(await stream.SendAsync(gasLimit: 150_000, cancellationToken: CancellationToken.None));
                }
                catch (RpcException)
                {
                    await Task.Delay(300, CancellationToken.None);
                }
            }

            while (pending.TryDequeue(out PendingTransaction? last)) await ConfirmAsync(last);
        }

        private async Task ConfirmAsync(PendingTransaction sent)
        {
            ConfirmedTransaction confirmed = await sent.WaitAsync().WaitAsync(s_patience);
            Assert.True(confirmed.Confirmations >= TransactionSenderOptions.ConfirmationsFor(3));
            Interlocked.Increment(ref _confirmed);
        }
    }
}
