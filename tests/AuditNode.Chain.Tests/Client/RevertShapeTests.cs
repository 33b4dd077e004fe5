using System.Numerics;
using System.Text.Json;
using AuditNode.Chain.Abi;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Client;

/// <summary>The errors of many nodes, read alike.</summary>
public sealed class RevertShapeTests
{
    private static readonly Address Contract = Address.FromPublicKey(new byte[64]);
    private static readonly Bytes32 JobId = Keccak256.HashData("job"u8);
    private static readonly byte[] CustomError = TestContracts.RecordExists.Encode(JobId, new BigInteger(7));

    [Theory]
    [MemberData(nameof(RecordedErrors.WithReason), MemberType = typeof(RecordedErrors))]
    public void A_reason_is_found(string node, string error)
    {
        var revert = Find(error);
        Assert.True(revert is not null, node);
        Assert.Equal("hello", revert.Reason);
        Assert.Equal(AbiError.Reason.Encode("hello"), revert.RevertData.ToArray());
        Assert.Equal("Error(string)", revert.Error!.Definition.Signature);
    }

    [Theory]
    [MemberData(nameof(RecordedErrors.WithPanic), MemberType = typeof(RecordedErrors))]
    public void A_panic_is_found(string node, string error)
    {
        var revert = Find(error);
        Assert.True(revert is not null, node);
        Assert.Equal("panic 0x11: arithmetic overflow or underflow", revert.Reason);
        Assert.Equal(new BigInteger(0x11), Assert.Single(revert.Error!.Arguments));
    }

    [Theory]
    [MemberData(nameof(RecordedErrors.WithCustomError), MemberType = typeof(RecordedErrors))]
    public void A_custom_error_is_found_with_its_arguments(string node, string error)
    {
        var revert = Find(error);
        Assert.True(revert is not null, node);
        Assert.Same(TestContracts.RecordExists, revert.Error!.Definition);
        Assert.Equal([JobId, new BigInteger(7)], revert.Error.Arguments);
        Assert.Equal($"Contract {Contract} reverted: RecordExists(jobId: {JobId}, sequence: 7)", revert.Message);
    }

    [Theory]
    [MemberData(nameof(RecordedErrors.WithoutReason), MemberType = typeof(RecordedErrors))]
    public void A_revert_without_data_is_one_all_the_same(string node, string error)
    {
        var revert = Find(error);
        Assert.True(revert is not null, node);
        Assert.Equal("no reason given", revert.Reason);
        Assert.Null(revert.Error);
        Assert.True(revert.RevertData.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(RecordedErrors.Halted), MemberType = typeof(RecordedErrors))]
    public void A_halt_of_the_code_counts_as_a_revert(string node, string error, string reason)
    {
        var revert = Find(error);
        Assert.True(revert is not null, node);
        Assert.Equal(reason, revert.Reason);
        Assert.Null(revert.Error);
    }

    [Theory]
    [MemberData(nameof(RecordedErrors.Others), MemberType = typeof(RecordedErrors))]
    public void Other_errors_are_no_reverts(string node, string error) => Assert.True(Find(error) is null, node);

    [Fact]
    public void An_unknown_error_keeps_its_data()
    {
        var data = TestContracts.Stranger.Encode(BigInteger.One);
        var revert = Find($$"""{"code":3,"message":"execution reverted","data":"{{HexData.Encode(data)}}"}""")!;
        Assert.Equal(data, revert.RevertData.ToArray());
        Assert.Null(revert.Error);
        Assert.StartsWith($"an error that is not in the catalogue, \"{TestContracts.Stranger.Selector}", revert.Reason);
    }

    [Fact]
    public void Data_that_only_begins_like_a_known_error_is_not_decoded()
    {
        var revert = Find($$"""{"code":3,"message":"execution reverted","data":"{{TestContracts.RecordExists.Selector}}00"}""")!;
        Assert.Null(revert.Error);
        Assert.Equal(5, revert.RevertData.Length);
    }

    [Fact]
    public void A_reason_with_control_characters_does_not_break_the_message()
    {
        var revert = Find($$"""{"code":3,"message":"x","data":"{{HexData.Encode(AbiError.Reason.Encode("a\n\u001b[2Jb"))}}"}""")!;
        Assert.Equal("a\n\u001b[2Jb", revert.Reason);
        Assert.DoesNotContain(revert.Message, char.IsControl);
    }

    private static ContractRevertedException? Find(string error)
    {
        using var parsed = JsonDocument.Parse(error
            .Replace("$STRING", HexData.Encode(AbiError.Reason.Encode("hello")), StringComparison.Ordinal)
            .Replace("$PANIC", HexData.Encode(AbiError.Panic.Encode(new BigInteger(0x11))), StringComparison.Ordinal)
            .Replace("$CUSTOM", HexData.Encode(CustomError), StringComparison.Ordinal));
        var root = parsed.RootElement;
        JsonElement? data = root.TryGetProperty("data", out var found) ? found : null;
        return RevertReader.Find(
            new JsonRpcException("node", "eth_call", root.GetProperty("code").GetInt32(), root.GetProperty("message").GetString()!, data),
            TestContracts.Errors, Contract);
    }
}
