using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Contracts.Tests.Bindings.Specimens;
using AuditNode.Contracts.Tests.Bindings.Specimens.Errors;

namespace AuditNode.Contracts.Tests.Bindings;

using ContractErrors = Specimens.ContractErrors;

/// <summary>Errors from the data of reverts.</summary>
public class ErrorTests
{
    [Fact]
    public void Data_gives_typed_arguments()
    {
        var data = AbiError.Parse("TooMuch(uint256,uint256)").Encode((BigInteger)8, (BigInteger)7);

        Assert.Equal(new TooMuch(8, 7), TooMuch.Decode(data));
        Assert.True(TooMuch.TryDecode(data, out var error));
        Assert.Equal((8, 7), (error.Given, error.Limit));
    }

    [Fact]
    public void Structs_and_lists_of_them_are_records()
    {
        var data = AbiError.Parse("Complicated((uint8,uint16[]),(uint64,bytes)[])")
            .Encode(Samples.LeafValues, new object[] { new object[] { (BigInteger)5, new byte[] { 6 } } });

        var error = Complicated.Decode(data);

        Assert.Equal([1, 65535], error.LeafValue.Numbers);
        Assert.Equal(5u, Assert.Single(error.Items).ItemValue);
        Assert.Equal([6], error.Items[0].Data.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("08c379a0")]
    public void Data_of_another_kind_is_not_decoded(string hex)
    {
        var data = Convert.FromHexString(hex);

        Assert.False(Empty.TryDecode(data, out _));
        Assert.False(ContractErrors.TryDecode(data, out _));
        Assert.Throws<AbiDecodingException>(() => Empty.Decode(data));
    }

    [Fact]
    public void Data_with_the_right_selector_and_malformed_arguments_is_not_decoded()
    {
        var data = TooMuch.Abi.Encode(BigInteger.One, BigInteger.One);

        Assert.False(TooMuch.TryDecode(data.AsSpan(0, 67), out _));
        Assert.False(ContractErrors.TryDecode([.. data, 0], out _));
    }

    [Fact]
    public void The_catalogue_knows_every_error_by_its_selector()
    {
        Assert.True(ContractErrors.TryDecode(TooMuch.Abi.Encode((BigInteger)2, BigInteger.One), out var error));
        Assert.Equal(new TooMuch(2, 1), error);
        Assert.True(ContractErrors.TryDecode(Empty.Abi.Encode(), out error));
        Assert.IsType<Empty>(error);
        Assert.Equal("Empty()", error.Definition.Signature);
    }

    [Fact]
    public void An_error_of_one_signature_in_several_contracts_is_one_type()
    {
        Assert.Single(ContractErrors.All, error => error.Signature == "Refused(uint256)");
        Assert.Equal(
            ["Complicated", "Disputed", "Disputed", "Empty", "Refused", "TooMuch"],
            ContractErrors.All.Select(error => error.Name));
    }

    [Fact]
    public void Errors_of_one_name_and_several_signatures_carry_the_names_of_their_contracts()
    {
        Assert.Equal("Disputed(address)", IBareDisputed.Abi.Signature);
        Assert.Equal("Disputed(address,bytes32)", OtherDisputed.Abi.Signature);
    }

    [Fact]
    public async Task A_client_with_the_catalogue_names_the_error_and_its_arguments()
    {
        await using var node = new ScriptedNode(ContractErrors.Catalogue);
        node.Revert("eth_call", TooMuch.Abi.Encode((BigInteger)8, (BigInteger)7));
        var specimen = new Specimen(node.Client, Samples.Contract);

        var exception = await Assert.ThrowsAsync<ContractRevertedException>(
            () => specimen.CallTransferFunctionAsync(Samples.Account, 8, 7));

        Assert.Contains("TooMuch(given: 8, limit: 7)", exception.Message);
        Assert.True(TooMuch.TryDecode(exception, out var error));
        Assert.Equal(new TooMuch(8, 7), error);
        Assert.True(ContractErrors.TryDecode(exception, out var any));
        Assert.Equal(error, any);
        Assert.False(Refused.TryDecode(exception, out _));
    }
}
