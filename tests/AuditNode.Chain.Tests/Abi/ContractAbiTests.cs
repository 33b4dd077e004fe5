using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

public class ContractAbiTests
{
    [Fact]
    public void The_abi_of_the_compiler_is_read()
    {
        var echo = Emitter.Abi.Function("echo");
        Assert.Equal("echo((uint8,(bytes3,string),bytes3[],int16[2],(bytes3,string)[]),(bytes3,string)[][2])", echo.Signature);
        Assert.Equal(StateMutability.Pure, echo.StateMutability);
        Assert.Equal("struct Emitter.Outer", echo.Inputs[0].InternalType);
        Assert.Equal(["a", "inner", "tags", "pair", "list"], ((AbiTupleType)echo.Inputs[0].Type).Components.Select(component => component.Name));
        Assert.Equal(["Arrays", "Hidden", "Nested", "Structs", "Texts"], Emitter.Abi.Events.Select(item => item.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Refused(bytes32,uint64[],string)", Emitter.Abi.Errors.Single().Signature);
        Assert.True(Emitter.Abi.TryFindFunction(echo.Selector, out var found));
        Assert.Same(echo, found);
    }

    [Fact]
    public void A_constructor_s_arguments_follow_the_creation_code()
    {
        var abi = ContractAbi.Parse("""[{"type":"constructor","stateMutability":"payable","inputs":[{"name":"founders","type":"address[]"},{"name":"roles","type":"uint8[]"}]}]""");
        Assert.Equal(StateMutability.Payable, abi.Constructor.StateMutability);
        var data = abi.Constructor.EncodeDeployment([0x60, 0x80], new object[] { Address.Zero }, new object[] { 1 });
        Assert.Equal("0x6080", HexData.Encode(data[..2]));
        Assert.Equal(AbiCodec.Encode(abi.Constructor.Inputs, [new object[] { Address.Zero }, new object[] { 1 }]), data[2..]);
    }

    [Fact]
    public void Overloaded_names_need_their_signature()
    {
        var abi = ContractAbi.Parse("""
            [{"type":"function","name":"f","inputs":[],"outputs":[],"stateMutability":"view"},
             {"type":"function","name":"f","inputs":[{"name":"","type":"uint256"}],"outputs":[],"stateMutability":"view"},
             {"type":"receive","stateMutability":"payable"},{"type":"fallback","stateMutability":"nonpayable"}]
            """);
        Assert.Throws<ArgumentException>(() => abi.Function("f"));
        Assert.Throws<ArgumentException>(() => abi.Function("g"));
        Assert.Single(abi.Function("f(uint256)").Inputs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{"type":"function"}]""")]
    [InlineData("""[{"type":"thing","name":"f"}]""")]
    [InlineData("""[{"type":"function","name":1}]""")]
    [InlineData("""[{"type":"function","name":"\ud800"}]""")]
    [InlineData("""[{"type":"function","name":"f","inputs":{}}]""")]
    [InlineData("""[{"type":"function","name":"f","inputs":[1]}]""")]
    [InlineData("""[{"type":"function","name":"f","inputs":[{"type":"uint9"}]}]""")]
    [InlineData("""[{"type":"function","name":"f","inputs":[{"type":"tuple"}]}]""")]
    [InlineData("""[{"type":"function","name":"f","inputs":[{"type":"tuplet","components":[{"type":"bool"}]}]}]""")]
    [InlineData("""[{"type":"function","name":"f","stateMutability":"constant"}]""")]
    [InlineData("""[{"type":"event","name":"e","anonymous":"no"}]""")]
    public void What_is_no_abi_is_refused(string json) => Assert.Throws<AbiFormatException>(() => ContractAbi.Parse(json));

    [Fact]
    public void Deeply_nested_json_is_refused()
    {
        var component = """{"name":"c","type":"bool"}""";
        for (var i = 0; i < 40; i++)
            component = $$"""{"name":"c","type":"tuple","components":[{{component}}]}""";
        Assert.Throws<AbiFormatException>(() => ContractAbi.Parse($$"""[{"type":"error","name":"E","inputs":[{{component}}]}]"""));
    }
}
