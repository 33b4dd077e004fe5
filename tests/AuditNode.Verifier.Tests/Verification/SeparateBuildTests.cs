using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using AuditNode.ChainDev.Packages;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>
/// An auditor with nothing but the RPC address, the ledger's address and a bundle, in a directory of his own, with another build of the verifier: the same
/// source in the other configuration, without optimisations as a rule, made for this test. The JavaScript verifier looks at the same files.
/// </summary>
[Collection(TrailCollection.Name)]
public sealed class SeparateBuildTests(TrailFixture fixture) : IDisposable
{
    // Whatever these tests were built with, the auditor has the other one.
    private static readonly string s_configuration =
        typeof(TrailVerification).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration == "Debug" ? "Release" : "Debug";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditnode-auditor-");

    [Fact]
    public async Task Another_build_in_another_directory_verifies_the_bundle_and_refuses_it_spoilt_as_the_javascript_verifier_does()
    {
        string program = await BuildAsync();
        string own = Path.Combine(AppContext.BaseDirectory, "AuditNode.Verifier.dll"), other = Path.Combine(Path.GetDirectoryName(program)!, "AuditNode.Verifier.dll");
        Assert.NotEqual(await File.ReadAllBytesAsync(own), await File.ReadAllBytesAsync(other));

        string desk = _folder.CreateSubdirectory("desk").FullName, bundle = Path.Combine(desk, "trail.bundle");
        File.Copy(fixture.BundleFile, bundle);
        (int exit, JsonElement report) = await AuditAsync(program, desk, "replay");
        VerificationReport here = await TrailVerification.RunAsync(fixture.Request(fixture.BundleFile) with { Replay = Replay.ReplayPlan.Full });
        Assert.True(exit == 0, report.ToString());
        Assert.Equal("ok", report.GetProperty("outcome").GetString());
        Assert.Equal(here.Artifacts, report.GetProperty("artifacts").GetInt64());
        Assert.Equal(here.Replay!.Equal, report.GetProperty("replay").GetProperty("equal").GetInt32());
        JsonElement[] streams = [.. report.GetProperty("jobs")[0].GetProperty("streams").EnumerateArray()];
        Assert.Equal([fixture.HospitalRecords.Count, fixture.BankRecords.Count], streams.Select(stream => stream.GetProperty("sound").GetInt32()));
        Assert.True((await JavaScriptAsync(bundle)).GetProperty("valid").GetBoolean());

        // A byte in the middle of the files, which both have to find.
        byte[] bytes = await File.ReadAllBytesAsync(bundle);
        bytes[bytes.Length * 2L / 3] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes);
        (exit, report) = await AuditAsync(program, desk, "verify");
        Assert.Equal((int)VerificationExit.Findings, exit);
        string file = report.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("file").GetString()!).First(name => name.Contains(".bundle", StringComparison.Ordinal));
        JsonElement answer = await JavaScriptAsync(bundle);
        Assert.False(answer.GetProperty("valid").GetBoolean());
        string digest = Path.GetFileName(file);
        Assert.Contains(answer.GetProperty("faults").EnumerateArray(), fault => fault.GetString()!.Contains(digest, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The command line of the node, built without optimisations into a folder of this test; nothing of the repository's own outputs is touched.</summary>
    private async Task<string> BuildAsync()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "AuditNode.sln"))) root = Path.GetDirectoryName(root)!;
        string output = Path.Combine(_folder.FullName, "build");
        (int exit, string text) = await RunAsync(
            "dotnet", _folder.FullName,
            ["build", Path.Combine(root, "node", "AuditNode.Node"), "-c", s_configuration, "--artifacts-path", output, "-v", "q", "--nologo", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=true"]);
        Assert.True(exit == 0, text);
        return Path.Combine(output, "bin", "AuditNode.Node", s_configuration.ToLowerInvariant(), "audit-node.dll");
    }

    private async Task<(int Exit, JsonElement Report)> AuditAsync(string program, string folder, string verb)
    {
        (int exit, string output) = await RunAsync(
            "dotnet", folder, [program, "audit", verb, "--rpc", fixture.Rpc.ToString(), "--ledger", fixture.Contracts.Ledger.Address.ToString(), "--archive", "trail.bundle", "--json"]);
        return (exit, JsonDocument.Parse(output).RootElement);
    }

    private async Task<JsonElement> JavaScriptAsync(string bundle)
    {
        await NodePackage.Verifier.InstallAsync();
        (_, string output) = await RunAsync(
            "node", _folder.FullName,
            [NodePackage.Verifier.File("cli.mjs"), "verify-archive", "--rpc", fixture.Rpc.ToString(), "--ledger", fixture.Contracts.Ledger.Address.ToString(), "--archive", bundle]);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<(int Exit, string Output)> RunAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, WorkingDirectory = folder };
        // What the tests' own build and configuration say is not for an auditor's machine.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("AUDITNODE_", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
