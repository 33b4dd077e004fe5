using System.Globalization;
using System.Text.RegularExpressions;
using AuditNode.Scenarios;

namespace AuditNode.Contracts.Tests.EndToEnd;

/// <summary>docs/gas.md says what the transactions really cost.</summary>
[Collection(AnvilCollection.Name)]
public sealed partial class GasTests(AnvilFixture fixture)
{
    [Fact]
    public async Task TheDocumentedTableIsWhatIsMeasured()
    {
        GasTable measured = await GasTable.MeasureAsync(fixture.Consortium);
        Dictionary<string, double> documented = Documented();
        Assert.Equal(measured.Rows.Select(row => row.Key).Order(), documented.Keys.Order());
        // Calldata is cheaper where a byte of a hash or proof happens to be zero: 12 gas a byte.
        Assert.All(measured.Rows, row => Assert.InRange(row.Gas, documented[row.Key] - 200, documented[row.Key] + 200));
        Assert.InRange(measured["append"], 0, 70_000);
        Assert.InRange(measured["batch100PerRecord"], 0, 30_000);
    }

    private static Dictionary<string, double> Documented()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "gas.md"))) folder = folder.Parent;
        string page = File.ReadAllText(Path.Combine(folder!.FullName, "docs", "gas.md"));
        return Row().Matches(page).ToDictionary(
            match => match.Groups["key"].Value, match => double.Parse(match.Groups["gas"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\| `(?<key>\w+)` \|[^|]*\| (?<gas>[\d,]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
