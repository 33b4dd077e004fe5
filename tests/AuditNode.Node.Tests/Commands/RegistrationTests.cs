using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;
using AuditNode.Node.Tests.Hosting;

namespace AuditNode.Node.Tests.Commands;

/// <summary>Keys, members and examination against a real chain, without a running node.</summary>
public sealed class RegistrationTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task A_key_is_registered_once_rotated_revoked_and_rotated_again_and_the_doctor_follows()
    {
        Assert.Contains("key register", await FailingRemedyAsync("key"), StringComparison.Ordinal);

        var first = await SendAsync("register");
        Assert.Equal((1, true), (first.Version, first.Usable));
        Assert.NotNull(first.Transaction);
        Assert.Null((await SendAsync("register")).Transaction);
        Assert.Null(await FailingRemedyAsync("key"));

        var rotated = await SendAsync("rotate");
        Assert.Equal((2, true), (rotated.Version, rotated.Usable));
        var files = new KeyFiles(fixture.Directory);
        Assert.Equal(fixture.Keys.ProofKey, Convert.ToHexStringLower(ProofKeystore.Read(files.OldProof(1)).PublicKey.Span));
        Assert.NotEqual(fixture.Keys.ProofKey, KeySummary.Read(fixture.Directory).ProofKey);
        Assert.False(File.Exists(files.NextProof));

        var revoked = await SendAsync("revoke");
        Assert.Equal((2, false), (revoked.Version, revoked.Usable));
        Assert.Null((await SendAsync("revoke")).Transaction);
        Assert.NotNull(await FailingRemedyAsync("key"));
        Assert.Equal((3, true), ((await SendAsync("rotate")) is var again ? (again.Version, again.Usable) : default));

        var list = await RunAsync("institution", "list");
        var member = Assert.Single(list.Json.EnumerateArray());
        Assert.Equal(fixture.Keys.Institution.ToString(), member.GetProperty("institution").GetString());
        Assert.Equal(["validator", "worker"], member.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        var human = await NodeProcess.RunAsync("institution", "list", "-d", fixture.Directory.Root);
        Assert.Contains(fixture.Keys.Institution.ToString(), human.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validator_admits_an_institution_and_a_second_vote_changes_nothing()
    {
        const string Newcomer = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
        var proposed = await RunAsync(
            "institution", "propose", Newcomer, "--roles", "worker", "auditor", "--passphrase-file", fixture.PassphraseFile);
        Assert.True(proposed.Json.GetProperty("passed").GetBoolean());
        var voted = await RunAsync(
            "institution", "vote", $"{proposed.Json.GetProperty("proposal").GetUInt64()}", "--passphrase-file", fixture.PassphraseFile);
        Assert.False(voted.Json.TryGetProperty("transaction", out _));
        var shown = await RunAsync("institution", "show", Newcomer);
        Assert.Equal(["worker", "auditor"], shown.Json.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        await RunAsync("institution", "propose", Newcomer, "--remove", "--passphrase-file", fixture.PassphraseFile);
    }

    [Fact]
    public async Task Jobs_and_budgets_are_read_from_the_chain_without_a_node()
    {
        Assert.Equal("[]\n", (await RunAsync("job", "list")).Output);
        Assert.Equal("[]\n", (await RunAsync("privacy", "budget", "--passphrase-file", fixture.PassphraseFile)).Output);
        var missing = await NodeProcess.RunAsync("job", "show", $"0x{new string('1', 64)}", "-d", fixture.Directory.Root);
        Assert.Equal((int)NodeError.NotFound, missing.ExitCode);
        Assert.Contains("audit-node job list", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);
        var absent = await NodeProcess.RunAsync("job", "propose", "no-such-file.json", "-d", fixture.Directory.Root, "--passphrase-file", fixture.PassphraseFile);
        Assert.Equal((int)NodeError.Files, absent.ExitCode);
    }

    [Fact]
    public async Task A_chain_that_is_not_there_is_said_in_one_line()
    {
        var result = await NodeProcess.RunAsync(
            "institution", "list", "-d", fixture.Directory.Root, "--set", "chain.rpc=http://127.0.0.1:1", "--set", "chain.requestSeconds=1");
        Assert.Equal((int)NodeError.Chain, result.ExitCode);
        Assert.Contains("chain.rpc", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private async Task<NodeResult> RunAsync(params string[] arguments)
    {
        var result = await NodeProcess.RunAsync([.. arguments, "-d", fixture.Directory.Root, "--json"]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result;
    }

    private async Task<(int Version, bool Usable, string? Transaction)> SendAsync(string verb)
    {
        var json = (await RunAsync("key", verb, "--passphrase-file", fixture.PassphraseFile)).Json;
        return (json.GetProperty("keyVersion").GetInt32(), json.GetProperty("usable").GetBoolean(),
            json.TryGetProperty("transaction", out var transaction) ? transaction.GetString() : null);
    }

    // Null where the check passes.
    private async Task<string?> FailingRemedyAsync(string check)
    {
        var result = await NodeProcess.RunAsync("doctor", "-d", fixture.Directory.Root, "--json");
        Assert.Contains(result.ExitCode, (int[])[0, (int)NodeError.Findings]);
        var found = result.Json.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == check);
        return found.GetProperty("passed").GetBoolean() ? null : found.GetProperty("remedy").GetString();
    }
}
