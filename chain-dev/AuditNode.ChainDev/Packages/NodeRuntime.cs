using System.Diagnostics;
using System.Globalization;

namespace AuditNode.ChainDev.Packages;

/// <summary>Node.js and npm, as they are found on the PATH.</summary>
internal static class NodeRuntime
{
    /// <summary>The oldest Node.js that all packages run on.</summary>
    public const int OldestMajor = 20;

    private const string Remedy = "Install Node.js 20 or newer with npm (https://nodejs.org) and make sure that it is on the PATH.";

    /// <summary>Path of the node program, which is new enough.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="path">Folders to look in, as in PATH; null for PATH itself.</param>
    /// <exception cref="ChainDevException">Node.js is absent or too old.</exception>
    public static async Task<string> FindAsync(CancellationToken cancellationToken, string? path = null)
    {
        var node = Find("node", path) ?? throw new ChainDevException(ChainDevError.Environment, $"Node.js is not there. {Remedy}");
        var (exitCode, output) = await RunAsync(node, ["--version"], AppContext.BaseDirectory, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0 || MajorOf(output) is not { } major)
            throw new ChainDevException(
                ChainDevError.Environment, $"{node} --version answers \"{output.Trim()}\", not a version. {Remedy}");
        if (major < OldestMajor)
            throw new ChainDevException(ChainDevError.Environment, $"{node} is Node.js {output.Trim()}, too old. {Remedy}");
        return node;
    }

    /// <summary>Path of the npm program.</summary>
    /// <param name="path">Folders to look in, as in PATH; null for PATH itself.</param>
    /// <exception cref="ChainDevException">npm is absent.</exception>
    public static string FindNpm(string? path = null) =>
        Find("npm", path) ?? throw new ChainDevException(ChainDevError.Environment, $"npm is not there. {Remedy}");

    /// <summary>The first number of a version such as "v20.19.2", or null.</summary>
    internal static int? MajorOf(string version)
    {
        var digits = version.Trim().TrimStart('v').Split('.')[0];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and its standard output and standard error one after the other.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string file, IReadOnlyList<string> arguments, string directory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var text = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Path of a program on the PATH, or null.</summary>
    public static string? Find(string name, string? path = null)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return (path ?? Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}
