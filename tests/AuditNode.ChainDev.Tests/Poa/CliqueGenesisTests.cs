using System.Text.Json;
using AuditNode.Chain;
using AuditNode.ChainDev.Poa;

namespace AuditNode.ChainDev.Tests.Poa;

public sealed class CliqueGenesisTests
{
    private static readonly Address Low = Address.Parse("0x00000000000000000000000000000000000000aa");
    private static readonly Address High = Address.Parse("0xff000000000000000000000000000000000000bb");

    private static JsonElement Create()
    {
        var text = CliqueGenesis.Create(
            4242, TimeSpan.FromSeconds(5), 300, 30_000_000, DateTimeOffset.FromUnixTimeSeconds(255), [High, Low], [(Low, 16)]);
        return JsonDocument.Parse(text).RootElement;
    }

    [Fact]
    public void Signers_stand_in_the_extra_data_in_the_order_of_their_addresses()
    {
        var expected = "0x" + new string('0', 64) + "00000000000000000000000000000000000000aa"
            + "ff000000000000000000000000000000000000bb" + new string('0', 130);
        Assert.Equal(expected, Create().GetProperty("extraData").GetString());
    }

    [Fact]
    public void All_forks_up_to_london_are_active_from_block_0_and_none_after_it()
    {
        var config = Create().GetProperty("config");
        Assert.Equal(0, config.GetProperty("londonBlock").GetInt32());
        Assert.Equal(
            ["berlin", "byzantium", "constantinople", "eip150", "eip155", "eip158", "homestead", "istanbul", "london", "petersburg"],
            config.EnumerateObject().Select(field => field.Name).Where(name => name.EndsWith("Block", StringComparison.Ordinal))
                .Select(name => name[..^5]).Order(StringComparer.Ordinal));
        Assert.Equal(4242, config.GetProperty("chainId").GetInt32());
        Assert.Equal(5, config.GetProperty("clique").GetProperty("period").GetInt32());
        Assert.Equal(300, config.GetProperty("clique").GetProperty("epoch").GetInt32());
    }

    [Fact]
    public void Accounts_own_their_balance()
    {
        var genesis = Create();
        var account = genesis.GetProperty("alloc").GetProperty("00000000000000000000000000000000000000aa");
        Assert.Equal("0x10", account.GetProperty("balance").GetString());
        Assert.Equal("0xff", genesis.GetProperty("timestamp").GetString());
    }
}
