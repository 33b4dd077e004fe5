using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Tests.Hosting;

/// <summary>The node as a process on a real chain.</summary>
public sealed class NodeRunTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private string Root => fixture.Directory.Root;

    [Fact]
    public async Task It_becomes_ready_with_a_registered_key_and_health_follows_the_chain()
    {
        await RequireAsync("key", "register", "-d", Root, "--passphrase-file", fixture.PassphraseFile, "--json");
        using var node = await RunningNode.StartAsync(fixture);
        await node.UntilAsync(async () => await node.TryGetAsync("health/ready") == HttpStatusCode.OK);

        var status = await NodeProcess.RunAsync("node", "status", "-d", Root, "--json");
        Assert.Equal(0, status.ExitCode);
        Assert.Equal(fixture.Keys.Institution.ToString(), status.Json.GetProperty("institution").GetString());
        Assert.True(status.Json.GetProperty("ready").GetBoolean());
        Assert.Equal(0, status.Json.GetProperty("backlog").GetProperty("pending").GetInt64());

        await fixture.Chain.StopAsync();
        // A chain that goes in the midst of the checks fails a later one first.
        var failing = default(JsonElement);
        await node.UntilAsync(async () =>
        {
            failing = JsonDocument.Parse(await node.Http.GetStringAsync("v1/status")).RootElement.GetProperty("checks").EnumerateArray()
                .Single(check => check.GetProperty("name").GetString() == "chain");
            return !failing.GetProperty("passed").GetBoolean();
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await node.TryGetAsync("health/ready"));
        Assert.Equal(HttpStatusCode.OK, await node.TryGetAsync("health/live"));
        Assert.NotEmpty(failing.GetProperty("remedy").GetString()!);

        await fixture.Chain.StartAsync();
        await node.UntilAsync(async () => await node.TryGetAsync("health/ready") == HttpStatusCode.OK);

        var ended = await node.StopAsync("TERM");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        Assert.False(File.Exists(fixture.Directory.AdminToken));
        Assert.All(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line));
        await RequireNoSecretAsync(ended.Errors + status.Output);
    }

    [Fact]
    public async Task It_starts_twice_in_a_row_stops_on_ctrl_c_and_is_alone_in_its_directory()
    {
        for (var run = 0; run < 2; run++)
        {
            using var node = await RunningNode.StartAsync(fixture);
            var second = await NodeProcess.RunAsync("node", "run", "-d", Root, "--passphrase-file", fixture.PassphraseFile);
            Assert.Equal((int)NodeError.InUse, second.ExitCode);
            Assert.Contains(Root, Assert.Single(second.ErrorLines), StringComparison.Ordinal);
            Assert.Equal(0, (await node.StopAsync("INT")).ExitCode);
        }
        var status = await NodeProcess.RunAsync("node", "status", "-d", Root);
        Assert.Equal((int)NodeError.NotRunning, status.ExitCode);
        Assert.Contains("audit-node node run", Assert.Single(status.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var result = await NodeProcess.RunAsync(
            "node", "run", "-d", Root, "--passphrase-file", fixture.PassphraseFile, "--set", $"admin.listen=127.0.0.1:{port}");
        Assert.Equal((int)NodeError.PortTaken, result.ExitCode);
        Assert.Contains($":{port}", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_passphrase_has_an_exit_code_of_its_own()
    {
        var file = Path.Combine(Path.GetDirectoryName(fixture.PassphraseFile)!, "wrong");
        File.Copy(fixture.PassphraseFile, file, overwrite: true);
        await File.WriteAllTextAsync(file, "another passphrase");
        var result = await NodeProcess.RunAsync("node", "run", "-d", Root, "--passphrase-file", file);
        Assert.Equal((int)NodeError.Passphrase, result.ExitCode);
        Assert.DoesNotContain("another passphrase", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_all_named_before_anything_starts()
    {
        var result = await NodeProcess.RunAsync("node", "run", "-d", Root, "--set", "jobs.workers=0", "--set", "no.such=1");
        Assert.Equal((int)NodeError.Configuration, result.ExitCode);
        Assert.Equal(2, result.ErrorLines.Length);
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_names_the_command_that_makes_it()
    {
        var result = await NodeProcess.RunAsync("node", "run", "-d", Path.Combine(Root, "nowhere"));
        Assert.Equal((int)NodeError.Files, result.ExitCode);
        Assert.Contains("audit-node node init", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task RequireAsync(params string[] arguments)
    {
        var result = await NodeProcess.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    private async Task RequireNoSecretAsync(string text)
    {
        using var identity = await NodeIdentity.OpenAsync(fixture.Directory, fixture.Passphrase);
        var secret = new byte[32];
        identity.Account.Export(secret);
        Assert.DoesNotContain(Convert.ToHexString(secret), text, StringComparison.OrdinalIgnoreCase);
        identity.ProofKey.Export(secret);
        Assert.DoesNotContain(Convert.ToHexString(secret), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(fixture.Passphrase, text, StringComparison.Ordinal);
    }
}
