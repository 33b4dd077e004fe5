using AuditNode.ChainDev.Packages;

namespace AuditNode.ChainDev.Tests.Packages;

public sealed class NodePackageTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task It_is_installed_once()
    {
        WritePackage("1.0.0");
        Assert.True(await NodePackage.InstallAsync(directory.Path, Limit));
        Assert.False(await NodePackage.InstallAsync(directory.Path, Limit));
    }

    [Fact]
    public async Task Asked_for_at_the_same_moment_it_is_installed_once()
    {
        WritePackage("1.0.0");
        var installed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NodePackage.InstallAsync(directory.Path, Limit)));
        Assert.Single(installed, did => did);
    }

    [Fact]
    public async Task It_is_installed_again_when_the_lock_file_changes()
    {
        WritePackage("1.0.0");
        await NodePackage.InstallAsync(directory.Path, Limit);
        WritePackage("1.0.1");
        Assert.True(await NodePackage.InstallAsync(directory.Path, Limit));
    }

    [Fact]
    public async Task A_failure_names_folder_cause_and_remedy_and_is_tried_again()
    {
        WritePackage("1.0.0");
        // Not in the lock file, and nothing that a registry would be asked for.
        var package = """{ "name": "empty", "version": "1.0.0", "dependencies": { "absent": "file:./absent" } }""";
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "package.json"), package, Limit);
        var failure = await Assert.ThrowsAsync<ChainDevException>(() => NodePackage.InstallAsync(directory.Path, Limit));
        Assert.Equal(ChainDevError.Environment, failure.Error);
        Assert.Contains(directory.Path, failure.Message, StringComparison.Ordinal);
        Assert.Contains("in sync", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);

        WritePackage("1.0.0");
        Assert.True(await NodePackage.InstallAsync(directory.Path, Limit));
    }

    [Fact]
    public void The_lock_files_name_no_registry()
    {
        NodePackage[] packages = [NodePackage.Main, NodePackage.Ganache, NodePackage.Poa];
        foreach (var package in packages)
            Assert.DoesNotContain("\"resolved\"", File.ReadAllText(package.File("package-lock.json")), StringComparison.Ordinal);
    }

    private void WritePackage(string version)
    {
        File.WriteAllText(Path.Combine(directory.Path, "package.json"),
            $$"""{ "name": "empty", "version": "{{version}}" }""");
        File.WriteAllText(Path.Combine(directory.Path, "package-lock.json"),
            $$"""
            {
              "name": "empty", "version": "{{version}}", "lockfileVersion": 3, "requires": true,
              "packages": { "": { "name": "empty", "version": "{{version}}" } }
            }
            """);
    }
}
