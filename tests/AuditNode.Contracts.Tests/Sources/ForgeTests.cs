using System.Text.Json;
using AuditNode.ChainDev.Packages;

namespace AuditNode.Contracts.Tests.Sources;

/// <summary>The contracts' own tests: unit, fuzz and invariant tests in Solidity, run by forge.</summary>
public sealed class ForgeTests
{
    [Fact]
    public async Task TheContractsPassTheirOwnTests()
    {
        await NodePackage.Main.InstallAsync();
        await NodePackage.Contracts.InstallAsync();
        string packaged = NodePackage.Contracts.File("node_modules", "@foundry-rs", "forge-linux-amd64", "bin", "forge");
        string forge = File.Exists(packaged) ? packaged : "forge"; // the registry does not carry every platform's package
        var (exitCode, output) = await ChildProcess.RunAsync(forge, ["test", "--json"], NodePackage.Contracts.Folder);
        Assert.True(exitCode == 0, output);
        int start = output.IndexOf("{\"", StringComparison.Ordinal);
        Assert.True(start >= 0, output);
        using JsonDocument report = JsonDocument.Parse(output.AsMemory(start, output.LastIndexOf('}') + 1 - start));
        var results = report.RootElement.EnumerateObject().SelectMany(suite => suite.Value.GetProperty("test_results").EnumerateObject()).ToList();
        Assert.All(results, test => Assert.Equal("Success", test.Value.GetProperty("status").GetString()));
        Assert.True(results.Count >= 100, $"Only {results.Count} tests ran.");
    }
}
