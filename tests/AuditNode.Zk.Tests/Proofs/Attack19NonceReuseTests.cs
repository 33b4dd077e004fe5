using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>Attack 19: one nonce under two challenges gives the secret away (as with the PlayStation 3's signing key).</summary>
public sealed class Attack19NonceReuseTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;
    private readonly SampleProof _sample = SampleProof.DiscreteLogarithm(new TestInputs(190));

    [Fact]
    public void Attack19_Repeated_nonce_gives_the_witness_away()
    {
        var careless = new Prover<Bn254>(s_suite, new ConstantNonces(new TestInputs(191).Scalar<Bn254>()));
        (Scalar<Bn254> c1, Scalar<Bn254> s1) = Read(careless.ProveCompact(SampleProof.CompactSession, _sample.Relation, _sample.Witness));
        (Scalar<Bn254> c2, Scalar<Bn254> s2) = Read(careless.ProveCompact(SampleProof.BatchableSession, _sample.Relation, _sample.Witness));

        Assert.Equal(_sample.Witness[0], (s1 - s2) * (c1 - c2).Invert());
    }

    [Fact]
    public void Attack19_Our_nonces_differ_between_proofs_even_when_the_random_generator_is_stuck()
    {
        var nonces = new RecordingNonces(new SyntheticNonces<Bn254>(s_suite, static bytes => bytes.Clear()));
        var prover = new Prover<Bn254>(s_suite, nonces);
        var inputs = new TestInputs(192);
        for (int i = 0; i < 50; i++)
        {
            SampleProof other = SampleProof.DiscreteLogarithm(inputs);
            prover.ProveCompact(new SessionId(inputs.Bytes(32)), _sample.Relation, _sample.Witness);
            prover.ProveCompact(SampleProof.CompactSession, other.Relation, other.Witness);
        }

        Assert.Equal(100, nonces.Taken.Distinct().Count());
    }

    [Fact]
    public void Attack19_Stuck_generator_does_not_give_the_witness_away()
    {
        var prover = new Prover<Bn254>(s_suite, new SyntheticNonces<Bn254>(s_suite, static bytes => bytes.Clear()));
        (Scalar<Bn254> c1, Scalar<Bn254> s1) = Read(prover.ProveCompact(SampleProof.CompactSession, _sample.Relation, _sample.Witness));
        (Scalar<Bn254> c2, Scalar<Bn254> s2) = Read(prover.ProveCompact(SampleProof.BatchableSession, _sample.Relation, _sample.Witness));

        Assert.NotEqual(_sample.Witness[0], (s1 - s2) * (c1 - c2).Invert());
    }

    [Fact]
    public void Attack19_Prover_state_answers_once()
    {
        using ProverState<Bn254> state = Commit();
        state.Respond(Scalar<Bn254>.One);

        Assert.Throws<ProverStateReusedException>(() => state.Respond(Scalar<Bn254>.FromUInt64(2)));
    }

    [Fact]
    public void Attack19_Prover_state_answers_one_of_many_threads()
    {
        using ProverState<Bn254> state = Commit();
        int answers = 0;
        Parallel.For(0, 100, i =>
        {
            try
            {
                state.Respond(Scalar<Bn254>.FromUInt64((ulong)i + 1));
                Interlocked.Increment(ref answers);
            }
            catch (ProverStateReusedException)
            {
            }
        });

        Assert.Equal(1, answers);
    }

    [Fact]
    public void Attack19_Prover_state_is_zero_after_its_answer()
    {
        Scalar<Bn254>[] nonces = [Scalar<Bn254>.One];
        using var state = new ProverState<Bn254>(_sample.Witness, nonces);
        state.Respond(Scalar<Bn254>.One);

        Assert.Equal(Scalar<Bn254>.Zero, nonces[0]);
    }

    [Fact]
    public void Attack19_Disposed_prover_state_is_zero_and_answers_nothing()
    {
        Scalar<Bn254>[] nonces = [Scalar<Bn254>.One];
        var state = new ProverState<Bn254>(_sample.Witness, nonces);
        state.Dispose();

        Assert.Equal(Scalar<Bn254>.Zero, nonces[0]);
        Assert.Throws<ProverStateReusedException>(() => state.Respond(Scalar<Bn254>.One));
    }

    private ProverState<Bn254> Commit() =>
        new Prover<Bn254>(s_suite).Commit(SampleProof.CompactSession, _sample.Relation, _sample.Witness, attempt: 0).State;

    private static (Scalar<Bn254> Challenge, Scalar<Bn254> Response) Read(byte[] proof)
    {
        Assert.True(Scalar<Bn254>.TryRead(proof.AsSpan(0, 32), out Scalar<Bn254> challenge));
        Assert.True(Scalar<Bn254>.TryRead(proof.AsSpan(32), out Scalar<Bn254> response));
        return (challenge, response);
    }
}
