namespace AuditNode.ChainDev.Tests;

public sealed class AnvilChainTests : DevChainTests
{
    private protected override async Task<DevChain> StartAsync(DevChainOptions? options = null) =>
        await AnvilChain.StartAsync(options, Limit);

    [Fact]
    public async Task A_state_that_was_cut_off_is_named()
    {
        using var directory = new TemporaryDirectory();
        var options = new DevChainOptions { DataDirectory = directory.Path };
        await using (await StartAsync(options))
        {
        }
        var state = Path.Combine(directory.Path, "state.json");
        using (var file = File.OpenWrite(state))
            file.SetLength(file.Length / 2);
        var refused = await Assert.ThrowsAsync<ChainDevException>(() => StartAsync(options));
        Assert.Equal(ChainDevError.DataDirectory, refused.Error);
        Assert.Contains(state, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_command_line_holds_london_rules_no_accounts_and_no_secret()
    {
        var options = new DevChainOptions { BlockTime = TimeSpan.FromSeconds(2), KeepState = false };
        var arguments = AnvilChain.Arguments(options, 8545, "s.json");
        Assert.Equal(
            "--host 127.0.0.1 --port 8545 --chain-id 1337 --accounts 0 --no-cors --hardfork london --gas-limit 30000000 --prune-history 256"
            + " --color never --block-time 2",
            string.Join(' ', arguments));
    }
}
