using System.Diagnostics;
using System.Security.Cryptography;

namespace AuditNode.Chain.Tests.Packages;

/// <summary>
/// A folder of the test output with npm packages, installed on first use by <c>npm ci</c>. They stay there between runs.
/// </summary>
/// <param name="name">The folder, which holds package.json and package-lock.json.</param>
internal sealed class NpmFolder(string name)
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>viem and ethers.</summary>
    public static NpmFolder Interop { get; } = new("interop");

    /// <summary>anvil and ganache.</summary>
    public static NpmFolder Chains { get; } = new("chains");

    public string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, name);

    public string File(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public async Task InstallAsync()
    {
        using var limit = new CancellationTokenSource(InstallTimeout);
        // Other test processes may share this output folder, hence the lock file.
        await using var exclusive = await LockAsync(File("install.lock"), limit.Token);
        var wanted = Convert.ToHexString(SHA256.HashData(await System.IO.File.ReadAllBytesAsync(File("package-lock.json"), limit.Token)));
        var stamp = File("node_modules", ".installed");
        if (System.IO.File.Exists(stamp) && await System.IO.File.ReadAllTextAsync(stamp, limit.Token) == wanted)
            return;
        var start = new ProcessStartInfo(Programs.Find("npm"), ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Path,
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
                throw new InvalidOperationException($"npm ci could not install the packages of {Path} (exit code {npm.ExitCode}): {errors.Trim()}");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw new TimeoutException($"npm ci did not end within {InstallTimeout}.");
        }
        await System.IO.File.WriteAllTextAsync(stamp, wanted, limit.Token);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (System.IO.File.Exists(path))
            {
                await Task.Delay(LockRetry, cancel);
            }
        }
    }
}
