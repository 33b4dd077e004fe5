using System.Security.Cryptography;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev.Packages;

/// <summary>
/// A folder with a package.json and a package-lock.json, whose dependencies are installed on first use by <c>npm ci</c>. Install scripts
/// are not run. The folder is the one under chain-dev of the source tree, or beside a published program.
/// </summary>
public sealed class NodePackage
{
    private const string Root = "chain-dev";
    private const string Stamp = ".auditnode-installed";

    private readonly string relative;

    private NodePackage(string relative) => this.relative = relative;

    /// <summary>The Solidity compiler and Anvil.</summary>
    public static NodePackage Main { get; } = new("");

    /// <summary>Ganache.</summary>
    public static NodePackage Ganache { get; } = new("ganache");

    /// <summary>The node of the proof-of-authority network.</summary>
    public static NodePackage Poa { get; } = new("poa");

    /// <summary>The data set of the demonstration.</summary>
    public static NodePackage SampleData { get; } = new("sample-data");

    /// <summary>Forge, for the tests of the contracts.</summary>
    public static NodePackage Contracts { get; } = new(Path.Combine("..", "contracts"));

    /// <summary>The second verifier of proofs.</summary>
    public static NodePackage Verifier { get; } = new(Path.Combine("..", "zk", "verifier-js"));

    /// <summary>Where the package lies.</summary>
    /// <exception cref="ChainDevException">No chain-dev folder is found beside the program or above it.</exception>
    public string Folder => Path.GetFullPath(Path.Combine(FindRoot(), relative));

    /// <summary>Path of a file of the package.</summary>
    public string File(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Installs what the lock file names, unless that has been done. Several processes may ask at once: one installs, all
    /// wait.</summary>
    /// <returns>Whether anything had to be installed.</returns>
    /// <exception cref="ChainDevException">Node.js or npm is absent or too old, or npm failed.</exception>
    public Task<bool> InstallAsync(CancellationToken cancellationToken = default) => InstallAsync(Folder, cancellationToken);

    /// <summary>As <see cref="InstallAsync(CancellationToken)"/>, for any folder.</summary>
    internal static async Task<bool> InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var wanted = await DigestAsync(folder, cancellationToken).ConfigureAwait(false);
        var stamp = Path.Combine(folder, "node_modules", Stamp);
        if (await IsStampedAsync(stamp, wanted, cancellationToken).ConfigureAwait(false))
            return false;

        var npm = NodeRuntime.FindNpm();
        await NodeRuntime.FindAsync(cancellationToken).ConfigureAwait(false);
        await using var oneAtATime = await LockAsync(folder, cancellationToken).ConfigureAwait(false);
        if (await IsStampedAsync(stamp, wanted, cancellationToken).ConfigureAwait(false))
            return false;
        string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        var (exitCode, output) = await NodeRuntime.RunAsync(npm, arguments, folder, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
            throw new ChainDevException(ChainDevError.Environment,
                $"npm ci failed in {folder} (exit code {exitCode}: {FirstLine(output)}); "
                + "check the network and npm's registry setting, then run it again.");
        Directory.CreateDirectory(Path.GetDirectoryName(stamp)!); // npm makes no folder for a package without dependencies
        await System.IO.File.WriteAllTextAsync(stamp, wanted, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<string> DigestAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "package-lock.json");
        var bytes = await System.IO.File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static async Task<bool> IsStampedAsync(string stamp, string wanted, CancellationToken cancellationToken) =>
        System.IO.File.Exists(stamp)
        && await System.IO.File.ReadAllTextAsync(stamp, cancellationToken).ConfigureAwait(false) == wanted;

    private static async Task<FileStream> LockAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await ExclusiveFile.WaitAsync(Path.Combine(folder, ".install.lock"), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ChainDevException(ChainDevError.Environment,
                $"Cannot install into {folder}: {e.Message} Run npm ci --ignore-scripts there as somebody who may write it.", e);
        }
    }

    private static string FirstLine(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Replace("npm error", "", StringComparison.Ordinal).Trim())
            .FirstOrDefault(line => line.Length > 0 && !line.StartsWith("code ", StringComparison.Ordinal), "no message");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Root);
            if (System.IO.File.Exists(Path.Combine(candidate, "package-lock.json")))
                return candidate;
        }
        throw new ChainDevException(ChainDevError.Environment,
            $"No {Root} folder with a package-lock.json is found in {AppContext.BaseDirectory} or above; run from the source tree.");
    }
}
