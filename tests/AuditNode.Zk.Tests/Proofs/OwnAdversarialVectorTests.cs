using System.Numerics;
using System.Text.Json.Nodes;
using AuditNode.Zk.Fields;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>The published vectors that a verifier of sigma-proofs_Keccak256_BN254 must reject while it accepts their base.</summary>
public sealed class OwnAdversarialVectorTests
{
    private const string Logarithm = "auditnode/bn254/discrete_logarithm";
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;

    [Fact]
    public void Rejected_proofs_are_those_that_were_published()
    {
        var vectors = new JsonArray();
        foreach (Adversarial vector in Compact().Concat(Batchable()).Concat(Instances()))
        {
            Assert.NotEqual(VerificationResult.Accepted, vector.Verify());
            vectors.Add(vector.ToJson());
        }

        OwnVectorFile.AssertSame("sigma-proofs-invalid_Keccak256_BN254.json", vectors);
    }

    private static IEnumerable<Adversarial> Compact()
    {
        Adversarial valid = Base("discrete_logarithm", Flavor.Compact);
        byte[] x = OwnVectorStatement.Find("discrete_logarithm").Witness[0].ToBytes();
        yield return valid.Change("challenge_plus_order", proof => PlusOrder(proof, 0), "The challenge is not below the order.");
        yield return valid.Change("response_plus_order", proof => PlusOrder(proof, 32), "The response is not below the order.");
        yield return valid.Change("zero", proof => new byte[64], "Challenge and response are zero.");
        yield return valid.Change(
            "zero_challenge", proof => [.. new byte[32], .. proof.AsSpan(32)], "The challenge is zero.");
        yield return valid.Change(
            "identity_commitment", proof => [.. new byte[31], 1, .. x], "The implied commitment s * G - c * X is the identity.");
        yield return valid.Change("trailing_byte", proof => [.. proof, 0], "A byte follows the proof.");
        yield return valid.Change("truncated", proof => proof[..^1], "The last byte is missing.");
        yield return valid.Change("response_plus_one", proof => [.. proof[..^1], (byte)(proof[^1] + 1)], "The response is another one.");
        yield return valid with
        {
            Id = $"{Logarithm}/compact/wrong_session", Tag = "another-CMPT-with-sigma-proofs_Keccak256_BN254"u8.ToArray(),
            Comment = "The session is another one.",
        };
        yield return valid with
        {
            Id = $"{Logarithm}/compact/wrong_statement", Instance = [.. valid.Instance[..^64], .. GroupElement<Bn254>.Generator.ToBytes()],
            Comment = "The statement is another one.",
        };
        yield return valid with
        {
            Id = $"{Logarithm}/compact/from_batchable", Proof = ReencodedBatchable(),
            Comment = "Challenge and response of the batchable proof.",
        };
    }

    private static IEnumerable<Adversarial> Batchable()
    {
        Adversarial valid = Base("discrete_logarithm", Flavor.Batchable);
        byte[] onePlusPrime = Sum(BigInteger.One, FieldElement<BaseField<Bn254>>.Modulus);
        yield return valid.Change("response_plus_order", proof => PlusOrder(proof, 64), "The response is not below the order.");
        yield return valid.Change("identity", proof => [.. new byte[64], .. proof.AsSpan(64)], "The commitment is (0, 0).");
        yield return valid.Change(
            "off_curve", proof => [.. new byte[31], 1, .. new byte[31], 3, .. proof.AsSpan(64)], "The commitment is (1, 3), off the curve.");
        yield return valid.Change(
            "coordinate_plus_prime", proof => [.. onePlusPrime, .. new byte[31], 2, .. proof.AsSpan(64)],
            "The commitment is (1 + p, 2): the generator, not reduced.");
        yield return valid.Change(
            "other_commitment", proof => [.. GroupElement<Bn254>.Generator.ToBytes(), .. proof.AsSpan(64)], "The commitment is another one.");
        Adversarial dleq = Base("dleq", Flavor.Batchable);
        yield return dleq.Change(
            "exchanged_commitments", proof => [.. proof.AsSpan(64, 64), .. proof.AsSpan(0, 64), .. proof.AsSpan(128)],
            "The commitments are in the other order.");
    }

    private static IEnumerable<Adversarial> Instances()
    {
        Adversarial valid = Base("discrete_logarithm", Flavor.Compact);
        GroupElement<Bn254> x = OwnVectorStatement.Find("discrete_logarithm").Relation.Elements[1];
        Scalar<Bn254> one = Scalar<Bn254>.One;
        var image = new ImageTerm<Bn254>(1, one);
        var term = new Term<Bn254>(0, 0, one);
        yield return WithInstance(valid, "unused_scalar", [x], [new([image], [term with { Scalar = 1 }])], "Scalar 0 occurs in no equation.", 96);
        yield return WithInstance(
            valid, "unused_element", [x, x + x], [new([image], [term])], "Element 2 occurs in no equation.", 64);
        yield return WithInstance(
            valid, "identity_image", [x], [new([image, image with { Coefficient = -one }], [term])], "The image is X - X.", 64);
        yield return WithInstance(
            valid, "identity_column", [x], [new([image], [term, term with { Scalar = 1 }, new Term<Bn254>(1, 0, -one)])],
            "The terms of scalar 1 cancel.", 96);
        yield return valid with
        {
            Id = $"{Logarithm}/compact/coefficient_plus_order", Instance = PlusOrder(valid.Instance, 12),
            Comment = "The coefficient of the image is not below the order.",
        };
        yield return valid with
        {
            Id = $"{Logarithm}/compact/identity_element", Instance = [.. valid.Instance[..^64], .. new byte[64]], Comment = "Element 1 is (0, 0).",
        };
        yield return valid with
        {
            Id = $"{Logarithm}/compact/trailing_element", Instance = [.. valid.Instance, .. GroupElement<Bn254>.Generator.ToBytes()],
            Comment = "An element follows that no index refers to.",
        };
    }

    /// <summary>Proofs over an invalid instance are of the right length, and no more.</summary>
    private static Adversarial WithInstance(
        Adversarial valid, string name, GroupElement<Bn254>[] elements, Equation<Bn254>[] equations, string comment, int proofLength)
    {
        var relation = new LinearRelation<Bn254>([GroupElement<Bn254>.Generator, .. elements], [.. equations]);
        Assert.NotNull(relation.ValidateInstance());
        byte[] instance = relation.AsEncoded().ToArray();
        byte[] proof = [.. valid.Proof, .. new byte[proofLength - valid.Proof.Length]];
        return valid with { Id = $"{Logarithm}/compact/{name}", Instance = instance, Proof = proof, Comment = comment };
    }

    private static Adversarial Base(string name, Flavor flavor)
    {
        OwnVectorStatement statement = OwnVectorStatement.Find(name);
        using var nonces = new SeededNonces<Bn254>(s_suite, name, flavor);
        var prover = new Prover<Bn254>(s_suite, nonces);
        byte[] tag = statement.Tag(flavor);
        byte[] proof = flavor == Flavor.Batchable
            ? prover.ProveBatchable(tag, statement.Relation, statement.Witness)
            : prover.ProveCompact(tag, statement.Relation, statement.Witness);
        string id = $"auditnode/bn254/{name}/{flavor.ToString().ToLowerInvariant()}";
        var valid = new Adversarial("", id, flavor, tag, statement.Relation.AsEncoded().ToArray(), proof, "");
        Assert.Equal(VerificationResult.Accepted, valid.Verify());
        return valid;
    }

    private static byte[] ReencodedBatchable()
    {
        Adversarial batchable = Base("discrete_logarithm", Flavor.Batchable);
        LinearRelation<Bn254> relation = OwnVectorStatement.Find("discrete_logarithm").Relation;
        Scalar<Bn254> challenge = Challenge.Derive(s_suite, s_suite.DeriveSessionId(batchable.Tag), relation, batchable.Proof.AsSpan(0, 64));
        return [.. challenge.ToBytes(), .. batchable.Proof.AsSpan(64)];
    }

    private static byte[] PlusOrder(byte[] bytes, int position)
    {
        var number = new BigInteger(bytes.AsSpan(position, 32), isUnsigned: true, isBigEndian: true);
        return [.. bytes[..position], .. Sum(number, Scalar<Bn254>.Order), .. bytes[(position + 32)..]];
    }

    private static byte[] Sum(BigInteger number, BigInteger modulus)
    {
        byte[] sum = (number + modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - sum.Length], .. sum];
    }

    private sealed record Adversarial(string Id, string BaseId, Flavor Flavor, byte[] Tag, byte[] Instance, byte[] Proof, string Comment)
    {
        public Adversarial Change(string name, Func<byte[], byte[]> change, string comment) =>
            this with { Id = $"{BaseId}/{name}", Proof = change(Proof), Comment = comment };

        public VerificationResult Verify()
        {
            if (!LinearRelation<Bn254>.TryRead(Instance, out LinearRelation<Bn254>? relation)) return VerificationResult.NotVerified;
            var verifier = new Verifier<Bn254>(s_suite);
            return Flavor == Flavor.Batchable ? verifier.VerifyBatchable(Tag, relation, Proof) : verifier.VerifyCompact(Tag, relation, Proof);
        }

        public JsonObject ToJson() => new()
        {
            ["Id"] = Id, ["BaseId"] = BaseId, ["Function"] = "SigmaProof", ["Ciphersuite"] = s_suite.Identifier,
            ["Flavor"] = Flavor.ToString().ToLowerInvariant(), ["Tag"] = OwnVectorFile.Hex(Tag), ["Instance"] = OwnVectorFile.Hex(Instance),
            ["NargString"] = OwnVectorFile.Hex(Proof), ["Expected"] = "reject", ["Comment"] = Comment,
        };
    }
}
