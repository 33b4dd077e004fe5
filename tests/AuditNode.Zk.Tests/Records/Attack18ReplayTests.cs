using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Records;

/// <summary>Attack 18: a proof that is presented again on another chain, to another contract, for another record or in another flavor.</summary>
public sealed class Attack18ReplayTests
{
    private static readonly SampleContext s_sample = new();

    [Fact]
    public void Attack18_Proof_of_a_record_holds_on_no_other_chain_contract_job_institution_place_or_record() =>
        AssertBound(sample => sample.Record());

    [Fact]
    public void Attack18_Proof_of_a_batch_holds_on_no_other_chain_contract_job_institution_place_or_records() =>
        AssertBound(sample => sample.Batch());

    [Fact]
    public void Attack18_Proof_of_possession_holds_on_no_other_chain_registry_institution_or_version()
    {
        using ProofKey key = ProofKey.Generate();
        byte[] proof = AttributionProof.Prove(key, s_sample.Key());
        SampleContext[] others =
        [
            s_sample with { ChainId = 1 }, s_sample with { Contract = s_sample.Institution }, s_sample with { Institution = s_sample.Contract },
            s_sample with { KeyVersion = 2 },
        ];

        Assert.All(others, other => AssertRejected(other.Key(), key, proof));
    }

    [Fact]
    public void Attack18_Proof_of_one_kind_holds_for_no_other_kind()
    {
        using ProofKey key = ProofKey.Generate();
        ProofContext[] kinds = [s_sample.Record(), s_sample.Batch(), s_sample.Key()];
        foreach (ProofContext proven in kinds)
        {
            byte[] proof = AttributionProof.Prove(key, proven);
            Assert.All(kinds.Where(kind => kind != proven), kind => AssertRejected(kind, key, proof));
        }
    }

    [Fact]
    public void Attack18_Proof_of_a_record_is_no_proof_of_its_relation_nor_the_other_way_round()
    {
        using ProofKey key = ProofKey.Generate();
        var attributed = new AttributedRelation(key.PublicKey);
        LinearRelation<Bn254> relation = attributed.Builder.Build();
        using var witness = new Witness<Bn254>(attributed.Builder);
        byte[] ofRecord = AttributionProof.Prove(key, s_sample.Record());
        byte[] ofRelation = RelationRecordProof.Prove(key, s_sample.Relation(), attributed, witness);

        Assert.Equal(VerificationResult.Accepted, RelationRecordProof.Verify(s_sample.Relation(), key.PublicKey, relation, ofRelation));
        Assert.NotEqual(VerificationResult.Accepted, RelationRecordProof.Verify(s_sample.Relation(), key.PublicKey, relation, ofRecord));
        AssertRejected(s_sample.Record(), key, ofRelation);
    }

    [Fact]
    public void Attack18_Transcript_of_one_flavor_is_rejected_in_the_other()
    {
        Ciphersuite<Bn254> suite = Ciphersuite.Bn254Keccak256;
        using ProofKey key = ProofKey.Generate();
        LinearRelation<Bn254> relation = AttributionProof.Relation(key.PublicKey);
        byte[] tag = "replay-DSFS-with-sigma-proofs_Keccak256_BN254"u8.ToArray(), compactTag = "replay-CMPT-with-sigma-proofs_Keccak256_BN254"u8.ToArray();
        byte[] batchable = new Prover<Bn254>(suite).ProveBatchable(tag, relation, key.Secret);
        // The challenge of the batchable proof, with its response, in the form of a compact proof.
        Scalar<Bn254> challenge = Challenge.Derive(suite, suite.DeriveSessionId(tag), relation, batchable.AsSpan(0, 64));
        byte[] compact = [.. challenge.ToBytes(), .. batchable.AsSpan(64)];
        var verifier = new Verifier<Bn254>(suite);

        Assert.Equal(VerificationResult.Accepted, verifier.VerifyBatchable(tag, relation, batchable));
        Assert.Equal(VerificationResult.ChallengeMismatch, verifier.VerifyCompact(compactTag, relation, compact));
        Assert.Throws<ProofParameterException>(() => verifier.VerifyCompact(tag, relation, compact));
    }

    [Fact]
    public void Attack18_Every_flipped_bit_of_a_tag_gives_another_session()
    {
        byte[] tag = s_sample.Record().Tag.ToArray();
        var sessions = new HashSet<string> { s_sample.Record().SessionId.ToString() };
        for (int bit = 0; bit < 8 * tag.Length; bit++)
        {
            tag[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.True(sessions.Add(Ciphersuite.Bn254Keccak256.DeriveSessionId(tag).ToString()), $"bit {bit}");
            tag[bit >> 3] ^= (byte)(1 << (bit & 7));
        }
    }

    private static void AssertBound(Func<SampleContext, ProofContext> create)
    {
        using ProofKey key = ProofKey.Generate();
        byte[] proof = AttributionProof.Prove(key, create(s_sample));

        Assert.Equal(VerificationResult.Accepted, AttributionProof.Verify(create(s_sample), key.PublicKey, proof));
        Assert.All(s_sample.Neighbours, other => AssertRejected(create(other), key, proof));
    }

    private static void AssertRejected(ProofContext context, ProofKey key, byte[] proof) =>
        Assert.Equal(VerificationResult.ChallengeMismatch, AttributionProof.Verify(context, key.PublicKey, proof));
}
