using System.Text.Json;
using System.Text.RegularExpressions;
using AuditNode.Chain;
using AuditNode.Chain.Rlp;
using AuditNode.ChainDev.Packages;

namespace AuditNode.ChainDev.Tests.Besu;

/// <summary>The templates for production agree with each other and with what the contracts need. Besu itself is not run here.</summary>
public sealed partial class BesuTemplateTests
{
    [Fact]
    public void The_genesis_has_london_rules_and_qbft()
    {
        var genesis = Json("genesis.json");
        var config = genesis.GetProperty("config");
        Assert.Equal(0, config.GetProperty("londonBlock").GetInt32());
        Assert.DoesNotContain(config.EnumerateObject(), field => field.Name.EndsWith("Time", StringComparison.Ordinal));
        Assert.True(config.GetProperty("qbft").GetProperty("blockperiodseconds").GetInt32() > 0);
        Assert.Equal("0x1", genesis.GetProperty("difficulty").GetString());
        // The marker of Istanbul blocks, by which Besu knows them.
        Assert.Equal("0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365", genesis.GetProperty("mixHash").GetString());
        Assert.True(HexData.DecodeQuantity(genesis.GetProperty("gasLimit").GetString()) >= 1 << 24);
    }

    [Fact]
    public void Its_extra_data_lists_the_validators_and_no_votes_or_seals()
    {
        var reader = new RlpReader(HexData.Decode(Json("genesis.json").GetProperty("extraData").GetString()));
        var fields = reader.ReadList();
        reader.End();
        Assert.Equal(32, fields.ReadBytes().Length);
        var validators = new List<Address>();
        var list = fields.ReadList();
        while (!list.IsAtEnd)
            validators.Add(Address.FromBytes(list.ReadBytes()));
        Assert.True(fields.ReadList().IsAtEnd);
        Assert.Equal(0UL, fields.ReadUInt64());
        Assert.True(fields.ReadList().IsAtEnd);
        fields.End();

        Assert.Equal(Json("validators.json").EnumerateArray().Select(text => Address.Parse(text.GetString())), validators);
        Assert.True(validators.Count >= 4); // fewer tolerate no failure
    }

    [Fact]
    public void Static_nodes_are_allowed_and_accounts_with_money_are_too()
    {
        var permissions = Text("permissions.toml");
        foreach (var node in Json("static-nodes.json").EnumerateArray())
        {
            Assert.Matches("^enode://[0-9a-f]{128}@[0-9.]+:[0-9]+$", node.GetString());
            Assert.Contains($"\"{node.GetString()}\"", permissions, StringComparison.Ordinal);
        }
        foreach (var account in Json("genesis.json").GetProperty("alloc").EnumerateObject())
            Assert.Contains($"\"0x{account.Name}\"", permissions, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_says_each_option_once_and_opens_rpc_to_this_machine_only()
    {
        var options = Option().Matches(Text("config.toml")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Assert.Equal("\"127.0.0.1\"", options["rpc-http-host"]);
        Assert.Equal("false", options["discovery-enabled"]);
        Assert.Equal("true", options["permissions-nodes-config-file-enabled"]);
        Assert.True(int.Parse(options["rpc-max-logs-range"], null) >= 2500);
    }

    private static string Text(string name) => File.ReadAllText(NodePackage.Main.File("besu", name));

    private static JsonElement Json(string name) => JsonDocument.Parse(Text(name)).RootElement;

    [GeneratedRegex("^([a-z0-9-]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Option();
}
