using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

public sealed class SyntheticNonceTests
{
    private readonly SampleProof _sample = SampleProof.PedersenOpening(new TestInputs(80));

    [Fact]
    public void Broken_generator_gives_different_statements_different_nonces()
    {
        SampleProof other = SampleProof.PedersenOpening(new TestInputs(81));

        AssertDistinct([.. Nonces(_sample.Relation, _sample.Witness), .. Nonces(other.Relation, _sample.Witness)]);
    }

    [Fact]
    public void Broken_generator_gives_different_sessions_different_nonces() => AssertDistinct(
        [.. Nonces(_sample.Relation, _sample.Witness), .. Nonces(_sample.Relation, _sample.Witness, session: SampleProof.BatchableSession)]);

    [Fact]
    public void Broken_generator_gives_different_witnesses_different_nonces()
    {
        Scalar<Bn254>[] witness = [_sample.Witness[0], _sample.Witness[1] + Scalar<Bn254>.One];

        AssertDistinct([.. Nonces(_sample.Relation, _sample.Witness), .. Nonces(_sample.Relation, witness)]);
    }

    [Fact]
    public void Broken_generator_gives_repeated_attempts_different_nonces() =>
        AssertDistinct([.. Nonces(_sample.Relation, _sample.Witness), .. Nonces(_sample.Relation, _sample.Witness, attempt: 1)]);

    [Fact]
    public void Same_randomness_gives_the_same_proof_the_same_nonces() =>
        Assert.Equal(Nonces(_sample.Relation, _sample.Witness), Nonces(_sample.Relation, _sample.Witness));

    [Fact]
    public void Other_randomness_gives_the_same_proof_other_nonces() =>
        AssertDistinct([.. Nonces(_sample.Relation, _sample.Witness), .. Nonces(_sample.Relation, _sample.Witness, fill: 1)]);

    [Fact]
    public void Working_generator_gives_the_same_statement_different_commitments()
    {
        byte[] first = _sample.Batchable(), second = _sample.Batchable();

        Assert.NotEqual(first[..64], second[..64]);
    }

    [Fact]
    public void Suites_do_not_share_nonces()
    {
        var suite = new Ciphersuite<Bn254>("another", (in SessionId id) => new Keccak256Sponge(id), Scalar<Bn254>.FromUniformBytes);

        AssertDistinct([.. Nonces(_sample.Relation, _sample.Witness), .. Nonces(_sample.Relation, _sample.Witness, suite: suite)]);
    }

    private static Scalar<Bn254>[] Nonces(
        LinearRelation<Bn254> relation, Scalar<Bn254>[] witness, SessionId? session = null, uint attempt = 0, byte fill = 0,
        Ciphersuite<Bn254>? suite = null)
    {
        var source = new SyntheticNonces<Bn254>(suite ?? Ciphersuite.Bn254Keccak256, bytes => bytes.Fill(fill));
        var nonces = new Scalar<Bn254>[witness.Length];
        source.Fill(session ?? SampleProof.CompactSession, relation, witness, attempt, nonces);
        return nonces;
    }

    private static void AssertDistinct(Scalar<Bn254>[] nonces)
    {
        Assert.Equal(nonces.Length, nonces.Distinct().Count());
        Assert.DoesNotContain(Scalar<Bn254>.Zero, nonces);
    }
}
