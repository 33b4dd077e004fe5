using System.Security.Cryptography;
using System.Text.Json;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>
/// Microsoft SEAL 4.1 itself, as the node-seal package runs it. The package is installed on first use by <c>npm ci</c> into the
/// interop folder of the test output and stays there between runs. The steps of a job are described in interop/seal.mjs.
/// </summary>
internal static class NodeSeal
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);
    private static readonly string Interop = Path.Combine(AppContext.BaseDirectory, "interop");
    private static readonly SemaphoreSlim OneInstall = new(1, 1);

    /// <summary>Runs the steps and returns their results by name.</summary>
    /// <param name="folder">Where the files of the steps are; the job file is written there too.</param>
    /// <param name="steps">Objects with the properties that seal.mjs expects, in order.</param>
    /// <param name="cancel">Kills the process.</param>
    /// <exception cref="NodeSealException">SEAL or seal.mjs refused a step; the message is its line on stderr.</exception>
    public static async Task<JsonElement> RunAsync(string folder, IEnumerable<object> steps, CancellationToken cancel = default)
    {
        var node = ChildProcess.Find("node");
        await InstallAsync(cancel);
        var job = Path.Combine(folder, $"job-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}.json");
        await File.WriteAllTextAsync(job, JsonSerializer.Serialize(new { steps }), cancel);
        var ended = await ChildProcess.RunAsync(node, [Path.Combine(Interop, "seal.mjs"), job], Interop, JobTimeout, cancel);
        if (ended.ExitCode != 0)
            throw new NodeSealException(ended.ExitCode, ended.Errors.Trim());
        using var parsed = JsonDocument.Parse(ended.Output);
        return parsed.RootElement.GetProperty("results").Clone();
    }

    private static async Task InstallAsync(CancellationToken cancel)
    {
        await OneInstall.WaitAsync(cancel);
        try
        {
            // Other test processes may share this output folder, hence the lock file.
            await using var exclusive = await LockAsync(Path.Combine(Interop, "install.lock"), cancel);
            var packages = await File.ReadAllBytesAsync(Path.Combine(Interop, "package-lock.json"), cancel);
            var wanted = Convert.ToHexString(SHA256.HashData(packages));
            var stamp = Path.Combine(Interop, "node_modules", ".installed");
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancel) == wanted)
                return;

            string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
            var ended = await ChildProcess.RunAsync(ChildProcess.Find("npm"), arguments, Interop, InstallTimeout, cancel);
            if (ended.ExitCode != 0)
                throw new InvalidOperationException(
                    $"npm ci could not install node-seal (exit code {ended.ExitCode}): {ended.Errors.Trim()}");
            await File.WriteAllTextAsync(stamp, wanted, cancel);
        }
        finally
        {
            OneInstall.Release();
        }
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
