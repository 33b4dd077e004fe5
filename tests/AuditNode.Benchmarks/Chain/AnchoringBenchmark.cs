using System.Diagnostics;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Scenarios;

namespace AuditNode.Benchmarks.Chain;

/// <summary>
/// Records anchored per second by one institution on a development chain that mines at once: from proving to the receipt, batched and one
/// by one. The chain and its client share the machine with the institution.
/// </summary>
internal static class AnchoringBenchmark
{
    private const int BatchLength = 256;
    private const double Seconds = 10;

    private static readonly JsonSerializerOptions s_indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(ChainOptions options, CancellationToken cancellationToken)
    {
        await using EmbeddedConsortium embedded = await EmbeddedConsortium.StartAsync(options.Client, cancellationToken);
        int inFlight = options.Client == "ganache" ? 1 : 16;
        double single = await MeasureAsync(embedded.Consortium, inFlight, 1, cancellationToken);
        double batched = await MeasureAsync(embedded.Consortium, Math.Min(inFlight, 4), BatchLength, cancellationToken);
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                recordsPerSecond = Math.Round(batched), batchLength = BatchLength, singleRecordsPerSecond = Math.Round(single), client = options.Client, cpu = Processor.Name,
            }, s_indented));
            return 0;
        }

        Console.WriteLine($"{Processor.Name}, {options.Client}");
        Console.WriteLine($"{batched,10:N0} records per second in batches of {BatchLength}");
        Console.WriteLine($"{single,10:N0} records per second one by one");
        return 0;
    }

    private static async Task<double> MeasureAsync(Consortium consortium, int inFlight, int length, CancellationToken cancellationToken)
    {
        var stream = new RecordStream(consortium.Hospital, await consortium.ConsentedJobAsync(cancellationToken));
        await AppendAsync(stream, length, cancellationToken); // warm-up, and the first record's extra gas
        int before = stream.Records.Count;
        var pending = new Queue<Task<ConfirmedTransaction>>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds)
        {
            if (pending.Count == inFlight) Require(await pending.Dequeue());
            pending.Enqueue((await SendAsync(stream, length, cancellationToken)).WaitAsync(cancellationToken: cancellationToken));
        }

        foreach (Task<ConfirmedTransaction> last in pending) Require(await last);
        double rate = (stream.Records.Count - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (count, lastHash) = await consortium.Contracts.Ledger.HeadAsync(stream.JobId, consortium.Hospital.Address, cancellationToken: cancellationToken);
        return count == (ulong)stream.Records.Count && lastHash == stream.Records[^1]
            ? rate
            : throw new InvalidOperationException($"The ledger holds {count} records, not {stream.Records.Count}.");
    }

    private static async Task AppendAsync(RecordStream stream, int length, CancellationToken cancellationToken) =>
        Require(await (await SendAsync(stream, length, cancellationToken)).WaitAsync(cancellationToken: cancellationToken));

    // The gas limit is given because an estimate would need the records before to be in a block already.
    private static Task<PendingTransaction> SendAsync(RecordStream stream, int length, CancellationToken cancellationToken) => length == 1
        ? stream.SendAsync(gasLimit: 150_000, cancellationToken: cancellationToken)
        : stream.SendBatchAsync(length, gasLimit: 150_000 + (27_000 * (ulong)length), cancellationToken);

    private static void Require(ConfirmedTransaction confirmed)
    {
        Receipt receipt = confirmed.Receipt;
        if (!receipt.Succeeded) throw new InvalidOperationException($"Transaction {receipt.TransactionHash} failed.");
    }
}
