namespace AuditNode.ChainDev.Tests;

public sealed class GanacheChainTests : DevChainTests
{
    private protected override async Task<DevChain> StartAsync(DevChainOptions? options = null) =>
        await GanacheChain.StartAsync(options, Limit);

    [Fact]
    public void Its_configuration_names_key_files_and_holds_no_key()
    {
        var text = GanacheChain.Configuration(new DevChainOptions { Balance = 255 }, 8545, null, [new DevAccount(default, "1.key")]);
        Assert.Equal(
            """{"port":8545,"chainId":1337,"hardfork":"london","gasLimit":"0x1c9c380","blockTime":0,"database":null"""
            + ""","accounts":[{"keyFile":"1.key","balance":"0xff"}]}""",
            text);
    }
}
