using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AuditNode.Benchmarks.Reporting;
using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Zk.Records;

namespace AuditNode.Benchmarks.Journal;

/// <summary>Records per second and latency of journal, archive and outbox: without a chain, and with anchoring on an embedded one.</summary>
internal static class JournalBenchmark
{
    private const int Repetitions = 5, OutputBytes = 1024;

    private static readonly JsonSerializerOptions s_indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(JournalBenchmarkOptions options, CancellationToken cancellationToken)
    {
        double flush = MeasureFlush(options.Folder);
        var identity = new JournalIdentity(1337, Address.FromBytes(new byte[Address.ByteCount]), Address.FromBytes(new byte[Address.ByteCount]));
        List<JournalFigure> figures = [];
        using (ProofKey key = ProofKey.Generate())
        {
            await using MeasuredJournal measured = await MeasuredJournal.OpenAsync(options.Folder, identity, key);
            figures.Add(await measured.MeasureAsync("one job, known artifacts", jobs: 1, records: 200, outputBytes: 0, Repetitions));
            figures.Add(await measured.MeasureAsync("one job, new output of 1 KiB each", jobs: 1, records: 200, OutputBytes, Repetitions));
            figures.Add(await measured.MeasureAsync("8 jobs at once, new output of 1 KiB each", jobs: 8, records: 100, OutputBytes, Repetitions));
        }

        figures.AddRange(await AnchoredJournal.MeasureAsync(options.Folder, cancellationToken));
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { cpu = Processor.Name, cores = Environment.ProcessorCount, flushMilliseconds = flush, figures }, s_indented));
            return 0;
        }

        Console.WriteLine(FormattableString.Invariant($"{Processor.Name}, {Environment.ProcessorCount} cores; a flush of 4 KiB takes {flush:0.00} ms"));
        var table = new TextTable("what", "records/s", "median ms", "95 % ms");
        foreach (JournalFigure figure in figures)
            table.Add(figure.Name, Number(figure.RecordsPerSecond, "0"), Number(figure.Median, "0.00"), Number(figure.Slow, "0.00"));
        Console.Write(table.ToAligned());
        return 0;
    }

    /// <summary>Median time of writing 4 KiB to a file and flushing it to the disk, in milliseconds: what everything durable waits for.</summary>
    private static double MeasureFlush(string folder)
    {
        const int Count = 101;
        using var file = new FileStream(
            Path.Combine(folder, $"audit-node-flush-{Environment.ProcessId}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
        double[] taken = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Summary.Median(taken);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
