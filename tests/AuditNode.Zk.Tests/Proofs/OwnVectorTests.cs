using System.Text.Json.Nodes;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>
/// The vectors of sigma-proofs_Keccak256_BN254 that this project publishes, for other implementations. Format and generator of secrets
/// and nonces are those of draft-irtf-cfrg-sigma-protocols; tags are hexadecimal, because those of records are not text.
/// </summary>
public sealed class OwnVectorTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;

    [Fact]
    public void Proofs_are_those_that_were_published()
    {
        var vectors = new JsonArray();
        foreach (OwnVectorStatement statement in OwnVectorStatement.All)
        {
            foreach (Flavor flavor in (Flavor[])[Flavor.Batchable, Flavor.Compact]) vectors.Add(Describe(statement, flavor));
        }

        OwnVectorFile.AssertSame("sigma-proofs_Keccak256_BN254.json", vectors);
    }

    [Fact]
    public void Sponge_is_the_one_that_was_published()
    {
        byte[] session = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] long300 = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        var vectors = new JsonArray
        {
            Sponge("init_squeeze", session, ("squeeze", 32)),
            Sponge("absorb_squeeze", session, ("absorb", "hello world"u8.ToArray()), ("squeeze", 64)),
            Sponge("stream", session, ("absorb", "abc"u8.ToArray()), ("squeeze", 16), ("squeeze", 48)),
            Sponge("interleave", session, ("absorb", "abc"u8.ToArray()), ("squeeze", 16), ("absorb", "def"u8.ToArray()), ("squeeze", 16)),
            Sponge("multiblock", session, ("absorb", long300), ("squeeze", 300)),
            new JsonObject
            {
                ["Id"] = "auditnode/keccak256/derive_sid", ["Function"] = "DeriveSessionID", ["Hash"] = "Keccak256",
                ["Tag"] = OwnVectorFile.Hex("interop-test-v00"u8), ["Output"] = s_suite.DeriveSessionId("interop-test-v00"u8).ToString(),
            },
            Challenge("decode_challenge", [.. Enumerable.Range(0, 48).Select(i => (byte)(255 - i))]),
            Challenge("decode_challenge_order", [.. new byte[16], .. Scalar<Bn254>.Order.ToByteArray(isUnsigned: true, isBigEndian: true)]),
        };

        OwnVectorFile.AssertSame("keccak256Sponge.json", vectors);
    }

    [Fact]
    public void Generators_are_those_that_were_published()
    {
        var parameters = PedersenParameters<Bn254>.Standard;
        var vectors = new JsonArray { Generator(parameters, "H", "blinding"u8, parameters.BlindingGenerator) };
        foreach (int index in (int[])[0, 1, 2, 258])
        {
            byte[] message = [.. "vector-"u8, 0, 0, (byte)(index >> 8), (byte)index];
            vectors.Add(Generator(parameters, $"H_{index}", message, parameters.VectorGenerators(index + 1)[index]));
        }

        OwnVectorFile.AssertSame("pedersenGenerators_BN254.json", vectors);
    }

    private static JsonObject Describe(OwnVectorStatement statement, Flavor flavor)
    {
        byte[] tag = statement.Tag(flavor);
        SessionId session = s_suite.DeriveSessionId(tag, flavor);
        using var nonces = new SeededNonces<Bn254>(s_suite, statement.Name, flavor);
        var recorded = new RecordingNonces(nonces);
        var prover = new Prover<Bn254>(s_suite, recorded);
        var verifier = new Verifier<Bn254>(s_suite);
        bool batchable = flavor == Flavor.Batchable;
        byte[] proof = batchable
            ? prover.ProveBatchable(session, statement.Relation, statement.Witness)
            : prover.ProveCompact(session, statement.Relation, statement.Witness);
        Assert.Equal(
            VerificationResult.Accepted,
            batchable ? verifier.VerifyBatchable(session, statement.Relation, proof) : verifier.VerifyCompact(session, statement.Relation, proof));
        return new JsonObject
        {
            ["Id"] = $"auditnode/bn254/{statement.Name}/{flavor.ToString().ToLowerInvariant()}",
            ["Function"] = "SigmaProof",
            ["Ciphersuite"] = s_suite.Identifier,
            ["Relation"] = statement.Name,
            ["Flavor"] = flavor.ToString().ToLowerInvariant(),
            ["Tag"] = OwnVectorFile.Hex(tag),
            ["SessionId"] = session.ToString(),
            ["Instance"] = OwnVectorFile.Hex(statement.Relation.AsEncoded()),
            ["Witness"] = Hex(statement.Witness),
            ["Nonces"] = Hex(recorded.Taken),
            ["NargString"] = OwnVectorFile.Hex(proof),
            ["Expected"] = "accept",
        };
    }

    private static JsonObject Sponge(string name, byte[] session, params (string Type, object Argument)[] operations)
    {
        using var sponge = new Keccak256Sponge(new SessionId(session));
        var output = new List<byte>();
        var described = new JsonArray();
        foreach ((string type, object argument) in operations)
        {
            if (argument is byte[] data)
            {
                sponge.Absorb(data);
                described.Add(new JsonObject { ["type"] = type, ["data"] = OwnVectorFile.Hex(data) });
                continue;
            }

            byte[] squeezed = new byte[(int)argument];
            sponge.Squeeze(squeezed);
            output.AddRange(squeezed);
            described.Add(new JsonObject { ["type"] = type, ["length"] = squeezed.Length });
        }

        return new JsonObject
        {
            ["Id"] = $"auditnode/keccak256/{name}", ["Function"] = "DuplexSponge", ["Hash"] = "Keccak256",
            ["SessionId"] = OwnVectorFile.Hex(session), ["Operations"] = described, ["Output"] = OwnVectorFile.Hex([.. output]),
        };
    }

    private static JsonObject Challenge(string name, byte[] squeezed) => new()
    {
        ["Id"] = $"auditnode/bn254/{name}", ["Function"] = "DecodeChallenge", ["Group"] = "BN254", ["Input"] = OwnVectorFile.Hex(squeezed),
        ["Challenge"] = OwnVectorFile.Hex(s_suite.DecodeChallenge(squeezed).ToBytes()),
    };

    private static JsonObject Generator(
        PedersenParameters<Bn254> parameters, string name, ReadOnlySpan<byte> message, GroupElement<Bn254> element) => new()
    {
        ["Id"] = $"auditnode/bn254/generator/{name}", ["Function"] = "HashToCurve", ["Dst"] = parameters.DomainSeparationTag,
        ["Message"] = OwnVectorFile.Hex(message), ["Output"] = OwnVectorFile.Hex(element.ToBytes()),
    };

    private static string Hex(IEnumerable<Scalar<Bn254>> scalars) =>
        OwnVectorFile.Hex([.. scalars.SelectMany(scalar => scalar.ToBytes())]);
}
