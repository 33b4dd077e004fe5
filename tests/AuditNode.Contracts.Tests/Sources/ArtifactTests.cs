using AuditNode.ChainDev.Packages;

namespace AuditNode.Contracts.Tests.Sources;

/// <summary>The committed ABI and bytecode are what the committed sources compile to.</summary>
public sealed class ArtifactTests
{
    [Fact]
    public async Task ArtifactsAreReproducibleFromTheSources()
    {
        await NodePackage.Main.InstallAsync();
        var (exitCode, output) = await ChildProcess.RunAsync("node", [NodePackage.Main.File("compile.mjs"), "--check"], NodePackage.Main.Folder);
        Assert.True(exitCode == 0, output);
    }
}
