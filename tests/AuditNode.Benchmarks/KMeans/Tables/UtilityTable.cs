using System.Globalization;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.Plotting;
using AuditNode.Benchmarks.Reporting;
using AuditNode.Engine.Clustering.Simulation;
using AuditNode.Engine.Privacy;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>Loss and accuracy at equal privacy: both of our noise modes under encryption, and what they are compared with in simulation; the paper's Figure 5.</summary>
internal sealed class UtilityTable : IResultTable
{
    private const string Prefix = "utility/", Loss = "loss", Accuracy = "accuracy";

    // With less to spend, fewer rounds are better (docs/utility.md).
    private static readonly (double Epsilon, int Rounds)[] s_budgets = [(0.5, 4), (1, 6), (2, 8), (5, 8)];
    private static readonly double[] s_epsilons = [.. s_budgets.Select(b => b.Epsilon)];

    /// <summary>The budgets that the table has.</summary>
    public static IReadOnlyList<double> Epsilons => s_epsilons;

    /// <summary>Names of methods in the order of the table's columns.</summary>
    private static readonly string[] s_methods = [EncryptedOneShare, EncryptedMutual, .. SimulatedMethod.All.Select(m => m.Name)];

    private static readonly NoiseMode[] s_noises = [NoiseMode.Paper, NoiseMode.Mutual];

    private const string EncryptedOneShare = "one share, encrypted", EncryptedMutual = "mutual, encrypted";

    public string Name => "utility";

    /// <summary>Set by set and seed by seed, so that means of fewer seeds are there early; epsilon by epsilon first where some were named.</summary>
    public IEnumerable<PlannedRun> Plan(TableOptions options)
    {
        (double Epsilon, int Rounds)[] budgets = options switch
        {
            { Epsilons.Count: > 0 } => [.. options.Epsilons.Select(e => s_budgets.Single(b => b.Epsilon == e))],
            { Quick: true } => s_budgets[1..2],
            _ => s_budgets,
        };
        IEnumerable<((double Epsilon, int Rounds) Budget, int Seed)> runs = options.Epsilons.Count > 0
            ? from budget in budgets from seed in Enumerable.Range(1, options.Seeds) select (budget, seed)
            : from seed in Enumerable.Range(1, options.Seeds) from budget in budgets select (budget, seed);
        return from set in UtilitySet.Available(options)
               from run in runs
               from planned in Plan(options.Noises, set, run.Budget.Epsilon, run.Seed, set.Run with
               {
                   Rounds = run.Budget.Rounds, Epsilon = run.Budget.Epsilon, Seed = (ulong)run.Seed, Threads = options.Threads,
               })
               select planned;
    }

    private static IEnumerable<PlannedRun> Plan(IReadOnlyList<NoiseMode> noises, UtilitySet set, double epsilon, int seed, RunOptions run)
    {
        foreach (NoiseMode noise in noises.Count > 0 ? noises : s_noises)
        {
            yield return new EncryptedRun(Key(set.Name, epsilon, noise == NoiseMode.Paper ? EncryptedOneShare : EncryptedMutual, seed), run with { Noise = noise });
        }

        foreach (SimulatedMethod method in SimulatedMethod.All) yield return new SimulatedRun(Key(set.Name, epsilon, method.Name, seed), run, method);
    }

    public RenderedTable? Render(RunStore store)
    {
        string[] sets = [.. store.Under(Prefix).Select(r => r.Key.Split('/')[1]).Distinct()];
        if (sets.Length == 0) return null;
        var plots = new Dictionary<string, string>();
        string text = string.Join('\n', sets.Select(set => RenderSet(store, set, plots)));
        MeasuredRun encrypted = store.Under(Prefix)[0];
        text += $"\nMeans with standard errors; loss with features in [0, 1]. Rounds: {string.Join(", ", s_budgets.Select(b => $"{b.Rounds} at eps = {Number(b.Epsilon)}"))}; DPLloyd {LaplaceNoise.PublishedRounds}. delta = 1/n, {encrypted.Text("cpu")}.";
        return new RenderedTable(text, plots);
    }

    private static string RenderSet(RunStore store, string set, Dictionary<string, string> plots)
    {
        string[] methods = [.. s_methods.Where(m => s_epsilons.Any(e => Values(store, set, e, m, Loss).Length > 0))];
        string file = string.Concat(set.ToLowerInvariant().Where(char.IsLetterOrDigit));
        var table = new TextTable(["eps", .. methods, "Lloyd", "seeds"]);
        foreach (double epsilon in s_epsilons)
        {
            int[] seeds = [.. methods.Select(m => Values(store, set, epsilon, m, Loss).Length)];
            if (seeds.Max() == 0) continue;
            double[] lloyd = Values(store, set, epsilon, methods[0], "lloyd.loss");
            table.Add(
            [
                Number(epsilon), .. methods.Select(m => Describe(store, set, epsilon, m)),
                lloyd.Length > 0 ? Quantity.Loss(lloyd.Average()) : "", seeds.Min() == seeds.Max() ? $"{seeds.Max()}" : $"{seeds.Min()} to {seeds.Max()}",
            ]);
        }

        AddPlot(Loss, "loss in [0, 1]");
        AddPlot(Accuracy, "accuracy");
        return $"**{set}**\n\n{table.ToMarkdown()}";

        void AddPlot(string member, string label)
        {
            Series[] curves = [.. from method in methods
                                  let points = s_epsilons.Select(e => (e, Values(store, set, e, method, member))).Where(p => p.Item2.Length > 0).Select(p => (p.e, p.Item2.Average())).ToArray()
                                  where points.Length > 0
                                  select new Series(method, points, Dashed: !method.EndsWith("encrypted", StringComparison.Ordinal))];
            if (curves.Length > 0) plots[$"utility-{file}-{member}"] = LineChart.Render($"{set}", "epsilon", label, curves);
        }
    }

    private static string Describe(RunStore store, string set, double epsilon, string method)
    {
        double[] losses = Values(store, set, epsilon, method, Loss), accuracies = Values(store, set, epsilon, method, Accuracy);
        if (losses.Length == 0) return "";
        string accuracy = accuracies.Length > 0 ? $", {Quantity.Percentage(accuracies.Average())}" : "";
        string error = losses.Length > 1 ? $" ± {Quantity.Loss(Summary.StandardError(losses))}" : "";
        return $"{Quantity.Loss(losses.Average())}{error}{accuracy}";
    }

    private static double[] Values(RunStore store, string set, double epsilon, string method, string member) =>
        [.. store.Under(Group(set, epsilon, method)).Select(r => r.Number(member)).OfType<double>()];

    private static string Number(double epsilon) => epsilon.ToString(CultureInfo.InvariantCulture);

    private static string Group(string set, double epsilon, string method) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{set}/eps={epsilon}/{method}/");

    private static string Key(string set, double epsilon, string method, int seed) => string.Create(CultureInfo.InvariantCulture, $"{Group(set, epsilon, method)}{seed}");
}
