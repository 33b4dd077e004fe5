using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>C# names of Solidity names.</summary>
public class NamingTests
{
    [Theory]
    [InlineData("recordHash", "RecordHash")]
    [InlineData("_recordHash", "RecordHash")]
    [InlineData("registry_", "Registry")]
    [InlineData("record_hash", "RecordHash")]
    [InlineData("MAX_BATCH", "MaxBatch")]
    [InlineData("keyX", "KeyX")]
    [InlineData("X", "X")]
    [InlineData("tokenURI", "TokenURI")]
    [InlineData("$price", "Price")]
    [InlineData("_1st", "_1st")]
    [InlineData("_", "")]
    public void Words_start_with_capitals(string solidity, string csharp) => Assert.Equal(csharp, Identifier.Pascal(solidity));

    [Theory]
    [InlineData("jobId", "jobId")]
    [InlineData("_from", "from")]
    [InlineData("CAP", "cap")]
    public void Arguments_start_with_small_letters(string solidity, string csharp) => Assert.Equal(csharp, Identifier.Camel(solidity));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("await", "@await")]
    [InlineData("record", "@record")]
    [InlineData("job", "job")]
    public void Keywords_are_escaped(string name, string escaped) => Assert.Equal(escaped, Identifier.Escape(name));

    [Fact]
    public void A_name_that_is_taken_gives_way_to_its_alternatives_and_then_to_numbers()
    {
        var scope = new NameScope("Abi");

        Assert.Equal("AbiValue", scope.Take("Abi", "AbiValue"));
        Assert.Equal("AbiValue2", scope.Take("Abi", "AbiValue"));
        Assert.Equal("Free", scope.Take("Free"));
        Assert.Equal("Free2", scope.Take("Free"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(135)]
    [InlineData(136)]
    [InlineData(137)]
    [InlineData(272)]
    [InlineData(1000)]
    public void The_generators_hash_is_the_chain_clients(int length)
    {
        var text = new string('k', length);

        Assert.Equal(
            Chain.Keccak256.HashData(System.Text.Encoding.ASCII.GetBytes(text)).ToString(),
            "0x" + Generator.Keccak256.HashToHex(text));
    }
}
