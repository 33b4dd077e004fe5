using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AuditNode.Benchmarks.Reporting;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Journal;
using AuditNode.Records.Archives;
using AuditNode.Zk.Records;

namespace AuditNode.Benchmarks.Journal;

/// <summary>A journal and an archive in a folder that is gone when disposed of, and what writing to them costs.</summary>
internal sealed class MeasuredJournal : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Archive _archive;

    private MeasuredJournal(string folder, JournalDatabase database, Archive archive, ProofKey key)
    {
        (_folder, _archive, Database) = (folder, archive, database);
        Journals = new OperationJournals(database, archive, key);
    }

    public JournalDatabase Database { get; }

    public OperationJournals Journals { get; }

    public static async Task<MeasuredJournal> OpenAsync(string parent, JournalIdentity identity, ProofKey key)
    {
        string folder = Path.Combine(parent, $"audit-node-journal-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        var options = new JournalOptions { Path = Path.Combine(folder, "journal.db"), MaximumBacklog = 1_000_000 };
        return new MeasuredJournal(folder, await JournalDatabase.OpenAsync(options, identity), new Archive(Path.Combine(folder, "archive")), key);
    }

    public Task<OperationJournal> OpenAsync(Bytes32 jobId) => Journals.OpenAsync(new JobStream(jobId) { DatasetOf = _ => null }, "party");

    /// <summary>An operation with one input that was archived before, and one new output.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="outputBytes">Bytes of the output; 0 for the same output each time.</param>
    public static Operation Operation(int sequence, int outputBytes) => new(
        sequence, OperationKind.SumsEvaluated, 1, [new Artifact("centroids", new byte[64])],
        [new Artifact("sums.packed", outputBytes == 0 ? new byte[32] : RandomNumberGenerator.GetBytes(outputBytes))],
        new Dictionary<string, string> { ["unit"] = sequence.ToString(CultureInfo.InvariantCulture) }, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow());

    /// <summary>Reports from several jobs at once.</summary>
    /// <param name="name">What the figure is called.</param>
    /// <param name="jobs">Jobs, each of which reports one after the other.</param>
    /// <param name="records">Records of each job, in each repetition.</param>
    /// <param name="outputBytes">See <see cref="Operation"/>.</param>
    /// <param name="repetitions">Repetitions, after one that does not count.</param>
    public async Task<JournalFigure> MeasureAsync(string name, int jobs, int records, int outputBytes, int repetitions)
    {
        OperationJournal[] journals = await Task.WhenAll(
            Enumerable.Range(0, jobs).Select(_ => OpenAsync(Bytes32.FromBytes(RandomNumberGenerator.GetBytes(Bytes32.ByteCount)))));
        var (rates, times) = (new List<double>(), new List<double>());
        for (int repetition = 0; repetition <= repetitions; repetition++)
        {
            if (repetition == 1) times.Clear();
            long start = Stopwatch.GetTimestamp();
            double[][] taken = await Task.WhenAll(journals.Select(journal => Task.Run(() => ReportAsync(journal, repetition * records, records, outputBytes))));
            if (repetition > 0) rates.Add(jobs * records / Stopwatch.GetElapsedTime(start).TotalSeconds);
            times.AddRange(taken.SelectMany(one => one));
        }

        return new JournalFigure(name, Summary.Median(rates), Summary.Median(times), Percentile(times, 0.95));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _archive.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static async Task<double[]> ReportAsync(OperationJournal journal, int first, int count, int outputBytes)
    {
        double[] taken = new double[count];
        for (int i = 0; i < count; i++)
        {
            Operation operation = Operation(first + i, outputBytes);
            long start = Stopwatch.GetTimestamp();
            await journal.RecordAsync(operation);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return taken;
    }
}
