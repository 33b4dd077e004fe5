using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AuditNode.Node.Demo;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>demo: a whole job on this machine, from the keys to the audit.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "A CSV file, plain or .gz (default: the penguins of npm's vega-datasets).", HelpName = "FILE" };
        var columns = new Option<string[]>("--columns")
        {
            Description = "Numeric columns, separated by commas; the first half is one institution's, the rest the other's.", HelpName = "A,B,...",
            CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            DefaultValueFactory = _ => [],
        };
        var bounds = new Option<(double, double)[]>("--bounds")
        {
            Description = "Public bounds of the columns, as 0:120,-1:1 (default: the file's own, which a real job must not take).", HelpName = "LOW:HIGH,...",
            CustomParser = ReadBounds, DefaultValueFactory = _ => [],
        };
        var label = new Option<string?>("--label") { Description = "Column with the known classes, to judge the result by.", HelpName = "COLUMN" };
        var clusters = Number("--clusters", "K", "Clusters", 3, 2, 32);
        var rounds = Number("--rounds", "R", "Rounds", 5, 1, 100);
        var candidates = Number("--noise-candidates", "M", "Candidates of noise in a round, all but one of which are opened", 8, 1, 64);
        var epsilon = new Option<double>("--epsilon") { Description = "Privacy budget, epsilon at delta = 1/n (above 0, at most 100).", HelpName = "E", DefaultValueFactory = _ => 5 };
        var poa = new Option<bool>("--poa") { Description = "Run a proof-of-authority network with a validator for each institution." };
        var keep = new Option<string?>("--keep") { Description = "Keep everything in this directory, which is new or empty.", HelpName = "DIR" };
        var json = CommonOptions.Json();
        return new Command("demo", """
            Shows the whole way of a job on this machine: a chain, three institutions as processes of their own, clustering under encryption,
            an auditor who verifies and repeats it, and what one flipped bit does. Takes about a minute and removes what it made.

            Examples:
              audit-node demo
              audit-node demo --poa
              audit-node demo --data patients.csv --columns age,pressure,glucose --label outcome --clusters 2
            """)
        { data, columns, bounds, label, clusters, rounds, candidates, epsilon, poa, keep, json }.Does(async (arguments, cancellationToken) =>
        {
            if (arguments.GetValue(epsilon) is not (> 0 and <= 100))
                throw new NodeException(NodeError.Usage, "--epsilon must be above 0 and at most 100.");
            if (arguments.GetValue(data) is null && (arguments.GetValue(columns)!.Length > 0 || arguments.GetValue(label) is not null || arguments.GetValue(bounds)!.Length > 0))
                throw new NodeException(NodeError.Usage, "--columns, --bounds and --label describe a file; name it with --data.");
            var options = new DemoOptions
            {
                Data = arguments.GetValue(data), Columns = arguments.GetValue(columns)!, Bounds = arguments.GetValue(bounds)!, Label = arguments.GetValue(label),
                Clusters = arguments.GetValue(clusters), Rounds = arguments.GetValue(rounds), NoiseCandidates = arguments.GetValue(candidates),
                Epsilon = arguments.GetValue(epsilon), IsPoa = arguments.GetValue(poa), Keep = arguments.GetValue(keep),
            };
            var report = await new Demonstration(options, line => Console.Error.WriteLine(line)).RunAsync(cancellationToken).ConfigureAwait(false);
            CommandResult.Write(report, Describe(report), arguments.GetValue(json));
            return report is { Verified: true, TamperFound: true } ? 0 : (int)NodeError.Findings;
        });
    }

    private static IEnumerable<(string, string?)> Describe(DemoReport report)
    {
        yield return ("data", $"{report.Data}, {report.Records} records");
        yield return ("centroids", string.Join(", ", report.Columns));
        foreach (var centroid in report.Centroids)
            yield return ("", string.Join("  ", centroid.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture))));
        yield return ("loss", Invariant($"{report.Result.Loss:F4}  (exact k-means in the clear, same start: {report.Lloyd.Loss:F4})"));
        if (report.Result.Accuracy is { } accuracy)
            yield return ("accuracy", Invariant($"{100 * accuracy:F1} %  (exact k-means in the clear, same start: {100 * report.Lloyd.Accuracy:F1} %)"));
        yield return ("privacy spent", Invariant($"epsilon {report.Epsilon:F3} at delta {report.Delta:G3}, rho {UInt128.Parse(report.RhoSpent, CultureInfo.InvariantCulture)} units of 1e-12"));
        yield return ("bytes", Invariant($"{report.BytesBetweenNodes / 1e6:F1} MB between the nodes, TLS included"));
        yield return ("gas", Invariant($"{report.JobGas:N0} for the job; {report.DeploymentGas:N0} for contracts and keys"));
        yield return ("audit", report.Verified ? "the trail is whole, and its encrypted computation gives the same bytes again" : "NOT VERIFIED, see above");
        yield return ("one flipped bit", report.TamperFound ? $"found: {report.FirstFinding}" : "NOT FOUND");
        yield return ("time", Invariant($"{report.Seconds:F0} s"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static Option<int> Number(string name, string help, string what, int standard, int minimum, int maximum)
    {
        var option = new Option<int>(name) { Description = $"{what} ({minimum} .. {maximum}).", HelpName = help, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum))
                result.AddError($"{name} must be {minimum} .. {maximum}, not {result.Tokens[0].Value}.");
        });
        return option;
    }

    private static (double, double)[] ReadBounds(ArgumentResult argument)
    {
        var pairs = new List<(double, double)>();
        foreach (var pair in argument.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            var sides = pair.Split(':');
            if (sides.Length == 2 && double.TryParse(sides[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
                && double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high) && double.IsFinite(low) && double.IsFinite(high) && low < high)
            {
                pairs.Add((low, high));
            }
            else
            {
                argument.AddError($"--bounds: \"{pair}\" is not LOW:HIGH with LOW below HIGH.");
            }
        }
        return [.. pairs];
    }
}
