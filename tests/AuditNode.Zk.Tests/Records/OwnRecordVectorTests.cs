using System.Text.Json.Nodes;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Tests.Proofs;

namespace AuditNode.Zk.Tests.Records;

/// <summary>The published vectors of contexts, tags and attribution proofs, for contracts and other verifiers.</summary>
public sealed class OwnRecordVectorTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;

    [Fact]
    public void Tags_and_attribution_proofs_are_those_that_were_published()
    {
        var sample = new SampleContext();
        byte[] stream = StreamId.Derive(sample.ChainId, sample.Contract, sample.JobId, sample.Institution);
        byte[] hashes = [.. SampleContext.Filled(32, 0xE5), .. SampleContext.Filled(32, 0xE6), .. SampleContext.Filled(32, 0xE7)];
        var batch = new BatchContext(
            sample.ChainId, sample.Contract, sample.JobId, sample.Institution, sample.Sequence, sample.PreviousHash, hashes);
        var vectors = new JsonArray
        {
            Describe("record", (sample with { Sequence = 0, PreviousHash = stream }).Record(), new JsonObject
            {
                ["ChainId"] = sample.ChainId, ["Ledger"] = Hex(sample.Contract), ["JobId"] = Hex(sample.JobId),
                ["Institution"] = Hex(sample.Institution), ["Sequence"] = 0, ["PreviousHash"] = Hex(stream),
                ["RecordHash"] = Hex(sample.RecordHash), ["StreamId"] = Hex(stream),
            }),
            Describe("batch", batch, new JsonObject
            {
                ["ChainId"] = sample.ChainId, ["Ledger"] = Hex(sample.Contract), ["JobId"] = Hex(sample.JobId),
                ["Institution"] = Hex(sample.Institution), ["FirstSequence"] = sample.Sequence, ["PreviousHash"] = Hex(sample.PreviousHash),
                ["RecordHashes"] = Hex(hashes),
            }),
            Describe("key", sample.Key(), new JsonObject
            {
                ["ChainId"] = sample.ChainId, ["Registry"] = Hex(sample.Contract), ["Institution"] = Hex(sample.Institution),
                ["KeyVersion"] = sample.KeyVersion,
            }),
            Relation(sample),
        };

        OwnVectorFile.AssertSame("recordContexts.json", vectors);
    }

    private static JsonObject Describe(string kind, ProofContext context, JsonObject fields)
    {
        using var secrets = new SeededNonces<Bn254>(s_suite, $"{kind}_attribution", flavor: null);
        using var nonces = new SeededNonces<Bn254>(s_suite, $"{kind}_attribution", Flavor.Compact);
        Scalar<Bn254> secret = secrets.Next();
        GroupElement<Bn254> publicKey = GroupElement<Bn254>.MultiplyGenerator(secret);
        byte[] proof = new Prover<Bn254>(s_suite, nonces).ProveCompact(context.SessionId, AttributionProof.Relation(publicKey), [secret]);
        Assert.Equal(VerificationResult.Accepted, AttributionProof.Verify(context, publicKey, proof));
        return new JsonObject
        {
            ["Id"] = $"auditnode/context/{kind}", ["Kind"] = kind, ["Fields"] = fields, ["Tag"] = Hex(context.Tag),
            ["SessionId"] = context.SessionId.ToString(), ["SecretKey"] = Hex(secret.ToBytes()), ["PublicKey"] = Hex(publicKey.ToBytes()),
            ["Proof"] = Hex(proof), ["Expected"] = "accept",
        };
    }

    /// <summary>Its proof is the vector attributed_opening/compact.</summary>
    private static JsonObject Relation(SampleContext sample) => new()
    {
        ["Id"] = "auditnode/context/relation", ["Kind"] = "relation",
        ["Fields"] = new JsonObject
        {
            ["ChainId"] = sample.ChainId, ["Ledger"] = Hex(sample.Contract), ["JobId"] = Hex(sample.JobId),
            ["Institution"] = Hex(sample.Institution), ["Sequence"] = sample.Sequence, ["PreviousHash"] = Hex(sample.PreviousHash),
            ["RecordHash"] = Hex(sample.RecordHash),
        },
        ["Tag"] = Hex(sample.Relation().Tag), ["SessionId"] = sample.Relation().SessionId.ToString(),
    };

    private static string Hex(ReadOnlySpan<byte> bytes) => OwnVectorFile.Hex(bytes);
}
