using System.Diagnostics;
using System.Security.Cryptography;
using AuditNode.Chain.Tests.Interchange;

namespace AuditNode.Chain.Tests.Nodes;

/// <summary>
/// The development chains, installed on first use by <c>npm ci</c> into the chains folder of the test output, where they stay between runs.
/// </summary>
internal static class ChainPackages
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);
    private static readonly Lazy<Task> Installed = new(InstallOnceAsync);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "chains");

    /// <summary>anvil's own program. The registry has it for Linux on x86-64.</summary>
    /// <exception cref="PlatformNotSupportedException">This is another machine.</exception>
    public static string Anvil => File.Exists(AnvilProgram)
        ? AnvilProgram
        : throw new PlatformNotSupportedException("These tests run against anvil, which the project installs on Linux on x86-64 only.");

    private static string AnvilProgram => Path.Combine(Folder, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");

    public static Task InstallAsync() => Installed.Value;

    private static async Task InstallOnceAsync()
    {
        using var limit = new CancellationTokenSource(InstallTimeout);
        // Other test processes may share this output folder, hence the lock file.
        await using var exclusive = await LockAsync(Path.Combine(Folder, "install.lock"), limit.Token);
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"), limit.Token)));
        var stamp = Path.Combine(Folder, "node_modules", ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, limit.Token) == wanted)
            return;
        var start = new ProcessStartInfo(Programs.Find("npm"), ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var npm = Process.Start(start)!;
        try
        {
            var said = npm.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await npm.StandardError.ReadToEndAsync(limit.Token);
            await Task.WhenAll(said, npm.WaitForExitAsync(limit.Token));
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm ci could not install anvil and ganache (exit code {npm.ExitCode}): {errors.Trim()}");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw new TimeoutException($"npm ci did not end within {InstallTimeout}.");
        }
        await File.WriteAllTextAsync(stamp, wanted, limit.Token);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(LockRetry, cancel);
            }
        }
    }
}
