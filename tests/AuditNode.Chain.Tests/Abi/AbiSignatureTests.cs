using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

public class AbiSignatureTests
{
    /// <summary>Selectors as everybody knows them.</summary>
    [Theory]
    [InlineData("transfer(address,uint256)", "0xa9059cbb")]
    [InlineData("function balanceOf(address owner) external view returns (uint256)", "0x70a08231")]
    [InlineData("approve(address spender, uint amount)", "0x095ea7b3")]
    [InlineData("  safeTransferFrom ( address , address , uint256 , bytes ) ", "0xb88d4fde")]
    [InlineData("onERC1155BatchReceived(address operator,address from,uint256[] calldata ids,uint256[] memory values,bytes data);", "0xbc197c81")]
    [InlineData("exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "0x414bf389")]
    [InlineData("exactInputSingle(tuple(address,address,uint24,address,uint256,uint256,uint256,uint160) params)", "0x414bf389")]
    public void Functions_have_their_selector(string signature, string selector) =>
        Assert.Equal(selector, AbiFunction.Parse(signature).Selector.ToString());

    [Fact]
    public void Names_modifiers_and_results_are_read()
    {
        var function = AbiFunction.Parse("function head(bytes32 jobId, address institution) external view returns (uint64 count, bytes32 lastHash)");
        Assert.Equal(("head", StateMutability.View), (function.Name, function.StateMutability));
        Assert.Equal(["jobId", "institution"], function.Inputs.Select(input => input.Name));
        Assert.Equal(["count", "lastHash"], function.Outputs.Select(output => output.Name));
        Assert.Equal("head(bytes32,address)", function.ToString());
    }

    [Fact]
    public void Nested_types_have_their_canonical_name()
    {
        var type = AbiType.Parse("(uint a, (int, bytes)[2][] b)[3]");
        Assert.Equal("(uint256,(int256,bytes)[2][])[3]", type.Name);
        Assert.True(type.IsDynamic);
        var outer = Assert.IsType<AbiTupleType>(Assert.IsType<AbiArrayType>(type).Element);
        Assert.Equal(["a", "b"], outer.Components.Select(component => component.Name));
        Assert.Null(Assert.IsType<AbiArrayType>(outer.Components[1].Type).Length);
    }

    [Theory]
    [InlineData("uint256", 32, false)]
    [InlineData("bytes", 32, true)]
    [InlineData("(uint8,address)[3]", 192, false)]
    [InlineData("uint8[2][3]", 192, false)]
    [InlineData("string[2]", 32, true)]
    [InlineData("uint8[]", 32, true)]
    public void Types_know_their_place_in_a_head(string type, int headSize, bool isDynamic) =>
        Assert.Equal((headSize, isDynamic), (AbiType.Parse(type).HeadSize, AbiType.Parse(type).IsDynamic));

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint0")]
    [InlineData("uint08")]
    [InlineData("uint264")]
    [InlineData("int512")]
    [InlineData("uint99999999999")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("fixed128x18")]
    [InlineData("byte")]
    [InlineData("Address")]
    [InlineData("struct")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[-1]")]
    [InlineData("uint256[01]")]
    [InlineData("uint256[x]")]
    [InlineData("uint256[")]
    [InlineData("uint256]")]
    [InlineData("uint256[99999999999]")]
    [InlineData("uint256[2147483647]")]
    [InlineData("uint256[65536][65536]")]
    [InlineData("()")]
    [InlineData("()[2]")]
    [InlineData("(uint256")]
    [InlineData("(uint256,)")]
    [InlineData("(,)")]
    [InlineData("uint256 uint256 uint256")]
    [InlineData("")]
    [InlineData("uint256\n")]
    public void What_is_no_type_is_refused(string text) => Assert.Throws<AbiFormatException>(() => AbiType.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("transfer")]
    [InlineData("transfer(")]
    [InlineData("(address)")]
    [InlineData("transfer(address,uint256")]
    [InlineData("transfer(address indexed a)")]
    [InlineData("transfer(address) nonsense")]
    [InlineData("transfer(address))")]
    public void What_is_no_function_is_refused(string text) => Assert.Throws<AbiFormatException>(() => AbiFunction.Parse(text));

    [Fact]
    public void An_event_has_at_most_three_indexed_parameters_and_an_anonymous_one_four()
    {
        const string Four = "E(uint8 indexed a, uint8 indexed b, uint8 indexed c, uint8 indexed d)";
        Assert.Throws<AbiFormatException>(() => AbiEvent.Parse(Four));
        Assert.True(AbiEvent.Parse(Four + " anonymous").IsAnonymous);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.Equal(32, AbiType.Parse("uint8" + string.Concat(Enumerable.Repeat("[]", AbiType.MaxDepth))).HeadSize);
        Assert.Throws<AbiFormatException>(() => AbiType.Parse("uint8" + string.Concat(Enumerable.Repeat("[]", AbiType.MaxDepth + 1))));
        Assert.Throws<AbiFormatException>(() => AbiType.Parse(new string('(', 30_000)));
        Assert.Throws<AbiFormatException>(() => AbiType.Parse("uint8" + string.Concat(Enumerable.Repeat("[]", 30_000))));
        Assert.Throws<AbiFormatException>(() => AbiType.Parse(new string(' ', 100_000)));
    }
}
