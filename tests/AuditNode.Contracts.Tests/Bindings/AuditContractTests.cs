using System.Numerics;
using System.Reflection;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Contracts.Errors;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>The bindings of the audit contracts.</summary>
public class AuditContractTests
{
    public static TheoryData<Type> Bindings =>
    [
        typeof(AuditChallenge), typeof(AuditLedger), typeof(InstitutionRegistry), typeof(JobRegistry), typeof(PrivacyBudget),
        typeof(TrustRegistry),
    ];

    [Theory]
    [MemberData(nameof(Bindings))]
    public void Every_function_has_its_methods(Type binding)
    {
        var names = binding.GetMethods().Select(method => method.Name).ToHashSet();

        Assert.NotEmpty(AbiOf(binding).Functions);
        Assert.All(AbiOf(binding).Functions, function =>
        {
            var name = Identifier.Pascal(function.Name);
            string[] expected = function.StateMutability is StateMutability.View or StateMutability.Pure
                ? [$"Encode{name}", $"{name}Async"]
                : [$"Encode{name}", $"Send{name}Async", $"Call{name}Async", $"Estimate{name}GasAsync"];
            Assert.Subset(names, expected.ToHashSet());
        });
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public void Every_event_can_be_decoded_and_looked_for(Type binding)
    {
        Assert.NotEmpty(AbiOf(binding).Events);
        Assert.All(AbiOf(binding).Events, item =>
        {
            var record = binding.GetNestedType(item.Name);
            Assert.NotNull(record?.GetMethod("Decode"));
            Assert.NotNull(binding.GetMethod($"Query{item.Name}Async"));
        });
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public void Every_error_is_in_the_catalogue(Type binding) =>
        Assert.Subset(
            ContractErrors.All.Select(error => error.Signature).ToHashSet(),
            AbiOf(binding).Errors.Select(error => error.Signature).ToHashSet());

    [Theory]
    [MemberData(nameof(Bindings))]
    public void Every_contract_can_be_deployed(Type binding) => Assert.NotNull(binding.GetMethod("DeployAsync"));

    [Fact]
    public void Appending_is_encoded_as_the_codec_does()
    {
        var expected = AbiFunction.Parse("append(bytes32,uint64,bytes32,uint256,uint256,uint256)")
            .EncodeCall(Samples.JobId, (BigInteger)3, Samples.Word(9), (BigInteger)4, (BigInteger)5, (BigInteger)6);

        Assert.Equal(expected, AuditLedger.EncodeAppend(Samples.JobId, 3, Samples.Word(9), keyY: 4, challenge: 5, response: 6));
    }

    [Fact]
    public void A_proof_is_read_back_from_the_calldata_that_carries_it()
    {
        var (instance, proof) = ("instance"u8.ToArray(), "proof"u8.ToArray());
        var calldata = AuditLedger.EncodeAppendRelation(Samples.JobId, 3, Samples.Word(9), instance, proof);

        Assert.True(AuditLedger.AppendRelationCall.TryDecode(calldata, out var call));
        Assert.Equal(instance, call.Instance.ToArray());
        Assert.Equal(proof, call.Proof.ToArray());
        Assert.False(AuditLedger.AppendCall.TryDecode(calldata, out _));
    }

    [Fact]
    public void A_job_is_proposed_as_one_struct()
    {
        var spec = new JobRegistry.JobSpec(
            Samples.JobId, [Samples.Account, Samples.Institution], [Samples.Account], 1, 3, 10, 2, 500, 1_800_000_000);
        object[] values =
        [
            Samples.JobId, new object[] { Samples.Account, Samples.Institution }, new object[] { Samples.Account }, BigInteger.One,
            (BigInteger)3, (BigInteger)10, (BigInteger)2, (BigInteger)500, (BigInteger)1_800_000_000,
        ];

        var propose = AbiFunction.Parse("propose((bytes32,address[],address[],uint16,uint32,uint32,uint8,uint128,uint64))");
        var expected = propose.EncodeCall([values]);
        Assert.Equal(expected, JobRegistry.EncodePropose(spec));
    }

    [Fact]
    public void Records_are_looked_for_by_institution()
    {
        var topics = new AuditLedger.RecordAppendedFilter { Institution = Samples.Institution }.Topics();

        Assert.Equal([[Keccak256.HashData("RecordAppended(bytes32,address,uint64,bytes32)"u8)], null, [Bytes32.FromUInt256(0xb2)]], topics);
    }

    [Fact]
    public void A_gap_in_the_sequence_names_the_next_number()
    {
        var data = AbiError.Parse("SequenceGap(bytes32,address,uint64,uint64)")
            .Encode(Samples.JobId, Samples.Account, (BigInteger)7, (BigInteger)5);

        Assert.True(ContractErrors.TryDecode(data, out var error));
        Assert.Equal(new SequenceGap(Samples.JobId, Samples.Account, 7, 5), error);
    }

    private static ContractAbi AbiOf(Type binding) =>
        (ContractAbi)binding.GetProperty("Abi", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
