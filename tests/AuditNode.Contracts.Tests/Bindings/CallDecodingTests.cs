using AuditNode.Chain.Abi;
using AuditNode.Contracts.Tests.Bindings.Specimens;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Arguments read from the calldata of transactions.</summary>
public class CallDecodingTests
{
    [Fact]
    public void Arguments_come_back_from_calldata()
    {
        var calldata = Specimen.EncodeFail(Samples.Leaf, [new Specimen.FirstItem(9, new byte[] { 1, 2 })]);

        var call = Specimen.FailCall.Decode(calldata);

        Assert.Equal(7, call.Leaf.Kind);
        Assert.Equal([1, 65535], call.Leaf.Numbers);
        Assert.Equal(9u, Assert.Single(call.List).Item);
        Assert.Equal([1, 2], call.List[0].Data.ToArray());
        Assert.Equal(calldata, call.Encode());
    }

    [Fact]
    public void Overloads_are_told_apart_by_their_selectors()
    {
        var calldata = Specimen.EncodeSet(5, Samples.Account);

        Assert.True(Specimen.SetUint256AddressCall.TryDecode(calldata, out var call));
        Assert.Equal((5, Samples.Account), (call.Value, call.Account));
        Assert.False(Specimen.SetEmptyCall.TryDecode(calldata, out _));
        Assert.True(Specimen.SetEmptyCall.TryDecode(Specimen.EncodeSet(), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x12")]
    [InlineData("a9059cbb00")]
    public void Calldata_of_something_else_is_not_decoded(string hex)
    {
        var calldata = Convert.FromHexString(hex.Replace("0x", ""));

        Assert.False(Specimen.TransferCall.TryDecode(calldata, out _));
        Assert.Throws<AbiDecodingException>(() => Specimen.TransferCall.Decode(calldata));
    }

    [Fact]
    public void Calldata_with_the_right_selector_and_a_wrong_length_is_not_decoded()
    {
        var calldata = Specimen.EncodeTransferFunction(1, 2);

        Assert.True(Specimen.TransferCall.TryDecode(calldata, out _));
        Assert.False(Specimen.TransferCall.TryDecode(calldata.AsSpan(0, calldata.Length - 1), out _));
        Assert.False(Specimen.TransferCall.TryDecode([.. calldata, 0], out _));
    }

    [Fact]
    public void A_call_names_its_function()
    {
        Assert.Equal("transfer(uint256,uint256)", Specimen.TransferCall.Abi.Signature);
        Assert.Equal(StateMutability.Payable, Specimen.SetUint256AddressCall.Abi.StateMutability);
    }
}
