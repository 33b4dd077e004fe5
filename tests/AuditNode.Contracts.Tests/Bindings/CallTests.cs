using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Contracts.Tests.Bindings.Specimens;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Calls of a scripted node.</summary>
public class CallTests
{
    [Fact]
    public async Task A_view_asks_for_its_calldata_and_gives_a_typed_value()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_call", Samples.Word(12).ToString());

        var balance = await new Specimen(node.Client, Samples.Contract).BalanceOfAsync(Samples.Account);

        Assert.Equal(12, balance);
        var (call, block) = (node.Parameters("eth_call")[0]!, node.Parameters("eth_call")[1]!);
        Assert.Equal(HexData.Encode(Specimen.EncodeBalanceOf(Samples.Account)), call["data"]!.GetValue<string>());
        Assert.Equal(Samples.Contract, Address.Parse(call["to"]!.GetValue<string>()));
        Assert.Null(call["from"]);
        Assert.Equal("latest", block.GetValue<string>());
    }

    [Fact]
    public async Task A_view_can_be_asked_of_any_block()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_call", Samples.Word(12).ToString());

        await new Specimen(node.Client, Samples.Contract).MaxSizeAsync(17);

        Assert.Equal("0x11", node.Parameters("eth_call")[1]!.GetValue<string>());
    }

    [Fact]
    public async Task Several_results_are_a_tuple_with_the_contracts_names()
    {
        await using var node = new ScriptedNode();
        object[] place = ["Main", new object[] { Samples.LeafValues }, new object[] { Samples.LeafValues, Samples.LeafValues }];
        node.Answer("eth_call", HexData.Encode(Specimen.PlaceCall.Abi.EncodeOutputs(place, (BigInteger)4, Samples.JobId)));

        var result = await new Specimen(node.Client, Samples.Contract)
            .CallPlaceAsync(Samples.Account, new Specimen.AddressStruct("Main", [Samples.Leaf], [Samples.Leaf, Samples.Leaf]));

        Assert.Equal("Main", result.Where.Street);
        Assert.Equal((4u, Samples.JobId), (result.Item3Value, result.Item3));
    }

    [Fact]
    public async Task Every_type_survives_the_way_there_and_back()
    {
        await using var node = new ScriptedNode();
        // The contract returns its arguments: what follows the selector.
        node.Answer("eth_call", parameters => "0x" + parameters[0]!["data"]!.GetValue<string>()[10..]);
        var specimen = new Specimen(node.Client, Samples.Contract);
        var integers = new Specimen.Integers(1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6, -7, -8);
        var others = new Specimen.Others(
            true, Samples.Account, Samples.Institution, Samples.Contract, 2, 9, new byte[] { 1 }, new byte[4], new byte[31],
            Samples.JobId, new byte[] { 5 }, "τ");

        Assert.Equal(integers, await specimen.IntegersAsync(integers));
        var returned = await specimen.OthersAsync(others);
        Assert.Equal(
            (true, Samples.Account, Samples.Institution, Samples.Contract),
            (returned.Flag, returned.Account, returned.Purse, returned.Bare));
        Assert.Equal((2, (BigInteger)9, Samples.JobId, "τ"), (returned.State, returned.Rho, returned.Word, returned.Text));
        Assert.Equal((1, 4, 31), (returned.One.Span[0], returned.Four.Length, returned.Most.Length));
        Assert.Equal([5], returned.Data.ToArray());
        var (a, b, c, d, e) = await specimen.ListsAsync([[1, 2, 3]], [[4], []], [new byte[] { 5 }], ["six"], [false, true]);
        Assert.Equal([[1, 2, 3]], a);
        Assert.Equal([[4], []], b);
        Assert.Equal([5], Assert.Single(c).ToArray());
        Assert.Equal(["six"], d);
        Assert.Equal([false, true], e);
    }

    [Fact]
    public async Task A_simulation_has_a_caller_and_a_value()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_call", Samples.Word(5).ToString());

        var result = await new Specimen(node.Client, Samples.Contract).CallSetAsync(Samples.Account, 5, Samples.Institution, wei: 1000);

        Assert.Equal(5, result);
        var call = node.Parameters("eth_call")[0]!;
        Assert.Equal(Samples.Account, Address.Parse(call["from"]!.GetValue<string>()));
        Assert.Equal("0x3e8", call["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_estimate_has_a_caller()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_estimateGas", "0xc350");

        Assert.Equal(50000u, await new Specimen(node.Client, Samples.Contract).EstimateTransferFunctionGasAsync(Samples.Account, 1, 2));
        Assert.Equal(Samples.Account, Address.Parse(node.Parameters("eth_estimateGas")[0]!["from"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Results_of_other_types_are_refused()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_call", Samples.Word(2).ToString());

        var specimen = new Specimen(node.Client, Samples.Contract);

        await Assert.ThrowsAsync<AbiDecodingException>(() => specimen.CallTransferAsync(Samples.Account, 1, 1));
    }

    [Fact]
    public async Task An_address_without_code_is_not_taken_for_a_contract_that_agrees()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_getCode", "0x");
        node.Answer("eth_call", "0x");
        node.Answer("eth_estimateGas", "0x5208");
        var specimen = new Specimen(node.Client, Samples.Contract);

        var exception = await Assert.ThrowsAsync<ContractNotFoundException>(
            () => specimen.CallTransferFunctionAsync(Samples.Account, 1, 2));
        Assert.Equal(Samples.Contract, exception.Address);
        await Assert.ThrowsAsync<ContractNotFoundException>(() => specimen.MaxSizeAsync());
        await Assert.ThrowsAsync<ContractNotFoundException>(() => specimen.EstimateTransferFunctionGasAsync(Samples.Account, 1, 2));
    }

    [Fact]
    public async Task Code_is_looked_for_once_at_the_head_and_always_at_other_blocks()
    {
        await using var node = new ScriptedNode();
        node.Answer("eth_call", "0x");
        var specimen = new Specimen(node.Client, Samples.Contract);

        await specimen.CallTransferFunctionAsync(Samples.Account, 1, 2);
        await specimen.CallTransferFunctionAsync(Samples.Account, 1, 2);
        node.Answer("eth_getCode", "0x");

        Assert.Single(node.Requests, request => request.Method == "eth_getCode");
        await Assert.ThrowsAsync<ContractNotFoundException>(() => specimen.CallTransferFunctionAsync(Samples.Account, 1, 2, block: 3));
    }
}
