using AuditNode.Node.Commands;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("node")]
    [InlineData("node run --no-such-option")]
    [InlineData("job show 0x12")]
    [InlineData("job abort")]
    [InlineData("institution propose 0x12 --roles worker")]
    [InlineData("institution propose 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --roles king")]
    [InlineData("institution vote x")]
    [InlineData("key show --set log.level")]
    public async Task A_wrong_command_line_is_one_line_on_standard_error(string command)
    {
        var result = await NodeProcess.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((int)NodeError.Usage, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("--help", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Every_command_has_a_description_and_every_verb_a_result_in_json()
    {
        foreach (var noun in CommandLine.Create().Subcommands)
        {
            Assert.False(string.IsNullOrWhiteSpace(noun.Description), noun.Name);
            foreach (var verb in noun.Subcommands)
            {
                Assert.False(string.IsNullOrWhiteSpace(verb.Description), $"{noun.Name} {verb.Name}");
                Assert.True($"{noun.Name} {verb.Name}" == "node run" || verb.Options.Any(option => option.Name == "--json"), $"{noun.Name} {verb.Name}");
                Assert.All(verb.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{noun.Name} {verb.Name} {option.Name}"));
            }
        }
    }

    [Fact]
    public void No_option_takes_a_secret()
    {
        var names = CommandLine.Create().Subcommands.SelectMany(noun => noun.Subcommands.Append(noun)).SelectMany(verb => verb.Options).Select(option => option.Name);
        Assert.DoesNotContain(names, name => name is "--passphrase" or "--password" or "--key" or "--private-key" or "--token");
    }

    [Fact]
    public async Task Help_has_examples_and_exit_codes()
    {
        Assert.Contains("Exit codes", (await NodeProcess.RunAsync("--help")).Output, StringComparison.Ordinal);
        var help = await NodeProcess.RunAsync("node", "run", "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Example:", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "audit show --archive nowhere --rpc http://127.0.0.1:1")]
    [InlineData(2, "audit verify --archive nowhere --rpc ftp://127.0.0.1:1")]
    [InlineData(2, "audit verify --archive nowhere --rpc http://127.0.0.1:1 --contracts nowhere.json")]
    [InlineData(2, "audit replay --archive nowhere --rpc http://127.0.0.1:1 --sample 0")]
    [InlineData(4, "audit export --archive nowhere --rpc http://127.0.0.1:1 --ledger 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --out nowhere/trail.bundle")]
    [InlineData(5, "audit show --archive . --rpc http://127.0.0.1:1 --ledger 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --job 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2")]
    [InlineData(5, "ledger fsck --rpc http://127.0.0.1:1 --ledger 0x70997970C51812dc3A010C7d01b50e0d17dc79C8")]
    public async Task Commands_of_auditors_share_one_table_of_exit_codes(int code, string command)
    {
        var result = await NodeProcess.RunAsync(command.Split(' '));
        Assert.True(result.ExitCode == code, $"{result.ExitCode}: {result.Output}{result.Errors}");
    }

    [Fact]
    public void Every_exit_code_is_documented()
    {
        var description = CommandLine.Create().Description!.ReplaceLineEndings(" ");
        foreach (var error in Enum.GetValues<NodeError>())
            Assert.Contains($" {(int)error} ", description, StringComparison.Ordinal);
    }
}
