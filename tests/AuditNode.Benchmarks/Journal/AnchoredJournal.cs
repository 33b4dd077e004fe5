using System.Diagnostics;
using AuditNode.Benchmarks.Chain;
using AuditNode.Benchmarks.Reporting;
using AuditNode.Chain;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Journal;
using AuditNode.Scenarios;

namespace AuditNode.Benchmarks.Journal;

/// <summary>The way from a report to finality on an embedded chain that mines at once. Chain, client and node share the machine.</summary>
internal static class AnchoredJournal
{
    private const int Records = 2000, Repetitions = 3, Singles = 21;

    public static async Task<JournalFigure[]> MeasureAsync(string folder, CancellationToken cancellationToken)
    {
        await using EmbeddedConsortium embedded = await EmbeddedConsortium.StartAsync("anvil", cancellationToken);
        Institution hospital = embedded.Consortium.Hospital;
        List<Bytes32> jobs = [];
        for (int i = 0; i < 2; i++) jobs.Add(await embedded.Consortium.ConsentedJobAsync(cancellationToken));
        var identity = new JournalIdentity(hospital.Sender.ChainId, hospital.Contracts.Ledger.Address, hospital.Address);
        await using MeasuredJournal measured = await MeasuredJournal.OpenAsync(folder, identity, hospital.ProofKey);
        DurableSender transactions = await DurableSender.StartAsync(measured.Database, hospital.Sender, cancellationToken: cancellationToken);
        var options = new AnchoringOptions { PollInterval = TimeSpan.FromMilliseconds(50) };
        var anchorer = new Anchorer(transactions, hospital.Contracts.Ledger, hospital.Contracts.Budget, hospital.ProofKey, options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = anchorer.RunAsync(stop.Token);
        try
        {
            JournalFigure alone = await MeasureSinglesAsync(anchorer, await measured.OpenAsync(jobs[0]), cancellationToken);
            JournalFigure burst = await MeasureBurstAsync(anchorer, await measured.OpenAsync(jobs[1]), cancellationToken);
            return [burst, alone];
        }
        finally
        {
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task<JournalFigure> MeasureSinglesAsync(Anchorer anchorer, OperationJournal journal, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (int i = 0; i < Singles; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await journal.RecordAsync(MeasuredJournal.Operation(i, 1024), cancellationToken);
            await FinalAsync(anchorer, cancellationToken);
            if (i > 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new JournalFigure("one record, from report to final", 1000 / Summary.Median(times), Summary.Median(times), MeasuredJournal.Percentile(times, 0.95));
    }

    private static async Task<JournalFigure> MeasureBurstAsync(Anchorer anchorer, OperationJournal journal, CancellationToken cancellationToken)
    {
        var (rates, times) = (new List<double>(), new List<double>());
        for (int repetition = 0; repetition <= Repetitions; repetition++)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < Records; i++)
            {
                long start = Stopwatch.GetTimestamp();
                await journal.RecordAsync(MeasuredJournal.Operation((repetition * Records) + i, 1024), cancellationToken);
                if (repetition > 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            await FinalAsync(anchorer, cancellationToken);
            if (repetition > 0) rates.Add(Records / Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return new JournalFigure($"{Records:N0} records of one job, all final", Summary.Median(rates), Summary.Median(times), MeasuredJournal.Percentile(times, 0.95));
    }

    private static async Task FinalAsync(Anchorer anchorer, CancellationToken cancellationToken)
    {
        while ((await anchorer.GetStatusAsync(cancellationToken)).Backlog > 0) await Task.Delay(5, cancellationToken);
    }
}
