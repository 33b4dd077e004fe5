using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Tests.Commands;

public sealed class KeyCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Node => Path.Combine(folder.Path, "node");

    [Fact]
    public async Task Made_twice_in_a_row_the_keys_are_those_of_the_first_time_and_no_secret_is_printed()
    {
        var passphrase = WritePassphrase("correct horse battery");
        var first = await NodeProcess.RunAsync("key", "new", "-d", Node, "--passphrase-file", passphrase, "--json");
        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Equal(3, first.Json.GetProperty("made").GetArrayLength());
        var second = await NodeProcess.RunAsync("key", "new", "-d", Node, "--passphrase-file", passphrase, "--json");
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(0, second.Json.GetProperty("made").GetArrayLength());
        var shown = await NodeProcess.RunAsync("key", "show", "-d", Node, "--json");
        foreach (var member in (string[])["institution", "proofKey", "tlsFingerprint"])
        {
            Assert.Equal(first.Json.GetProperty(member).GetString(), second.Json.GetProperty(member).GetString());
            Assert.Equal(first.Json.GetProperty(member).GetString(), shown.Json.GetProperty(member).GetString());
        }
        using var identity = await NodeIdentity.OpenAsync(new NodeDirectory(Node), "correct horse battery");
        var secret = new byte[32];
        identity.Account.Export(secret);
        var everything = first.Output + first.Errors + second.Output + second.Errors + shown.Output + shown.Errors;
        Assert.DoesNotContain(Convert.ToHexString(secret), everything, StringComparison.OrdinalIgnoreCase);
        identity.ProofKey.Export(secret);
        Assert.DoesNotContain(Convert.ToHexString(secret), everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("horse", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_terminal_and_file_it_says_where_the_passphrase_goes()
    {
        var result = await NodeProcess.RunAsync("key", "new", "-d", Node);
        Assert.Equal((int)NodeError.Passphrase, result.ExitCode);
        Assert.Contains("--passphrase-file", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_passphrase_file_is_named()
    {
        var result = await NodeProcess.RunAsync("key", "new", "-d", Node, "--passphrase-file", Path.Combine(folder.Path, "nowhere"));
        Assert.Equal((int)NodeError.Passphrase, result.ExitCode);
        Assert.Contains("nowhere", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_keys_name_the_command_that_makes_them()
    {
        Directory.CreateDirectory(Node);
        var result = await NodeProcess.RunAsync("key", "show", "-d", Node);
        Assert.Equal((int)NodeError.Key, result.ExitCode);
        Assert.Contains("audit-node key new", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string WritePassphrase(string text)
    {
        var path = Path.Combine(folder.Path, "passphrase");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
