using System.Diagnostics;

namespace AuditNode.Ckks.Tests.Determinism;

/// <summary>What one run of AuditNode.Ckks.Fingerprint printed: sections of names and values, a line each.</summary>
internal sealed class FingerprintRun
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);
    private readonly ILookup<string, KeyValuePair<string, string>> _sections;

    private FingerprintRun(string output) => _sections = output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(['/', ':'], 3, StringSplitOptions.TrimEntries))
        .ToLookup(parts => parts[0], parts => KeyValuePair.Create(parts[1], parts[2]));

    /// <summary>Runs the program in an environment of its own.</summary>
    /// <param name="environment">Variables beyond those of this process.</param>
    /// <exception cref="InvalidOperationException">The program failed or did not end.</exception>
    internal static async Task<FingerprintRun> StartAsync(params IEnumerable<KeyValuePair<string, string>> environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "AuditNode.Ckks.Fingerprint.dll");
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["exec", program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(s_timeout);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0 ? new FingerprintRun(await output) : throw new InvalidOperationException(await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The program did not end within {s_timeout}.");
        }
    }

    /// <summary>The names and values of a section, in order.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Section(string name) => [.. _sections[name]];

    /// <summary>The value of one name.</summary>
    internal string Value(string section, string name) => _sections[section].Single(line => line.Key == name).Value;
}
