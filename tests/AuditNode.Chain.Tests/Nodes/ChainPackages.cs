using AuditNode.Chain.Tests.Packages;

namespace AuditNode.Chain.Tests.Nodes;

/// <summary>The development chains, installed once a test run.</summary>
internal static class ChainPackages
{
    private static readonly Lazy<Task> Installed = new(NpmFolder.Chains.InstallAsync);

    public static string Folder => NpmFolder.Chains.Path;

    /// <summary>anvil's own program. The registry has it for Linux on x86-64.</summary>
    /// <exception cref="PlatformNotSupportedException">This is another machine.</exception>
    public static string Anvil => File.Exists(AnvilProgram)
        ? AnvilProgram
        : throw new PlatformNotSupportedException("These tests run against anvil, which the project installs on Linux on x86-64 only.");

    private static string AnvilProgram => NpmFolder.Chains.File("node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");

    public static Task InstallAsync() => Installed.Value;
}
