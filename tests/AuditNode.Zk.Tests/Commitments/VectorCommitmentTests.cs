using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Commitments;

public sealed class VectorCommitmentTests
{
    private static readonly PedersenParameters<Bn254> s_parameters = PedersenParameters<Bn254>.Standard;
    private readonly TestInputs _inputs = new(110);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    [InlineData(1030)]
    public void Commitment_is_the_sum_of_entries_times_their_generators(int length)
    {
        long[] column = Column(length);
        using VectorOpening<Bn254> opening = VectorOpening<Bn254>.Create(column);
        GroupElement<Bn254> expected = s_parameters.BlindingGenerator * opening.Blinding;
        for (int i = 0; i < length; i++)
            expected += s_parameters.VectorGenerators(length)[i] * SignedScalar.FromInt64<Bn254>(column[i]);

        Assert.Equal(new VectorCommitment<Bn254>(expected, length), opening.Commit(s_parameters));
    }

    [Fact]
    public void Obfuscated_column_is_original_plus_noise()
    {
        long[] original = Column(50), noise = Column(50);
        using VectorOpening<Bn254> a = VectorOpening<Bn254>.Create(original), b = VectorOpening<Bn254>.Create(noise), sum = a.Add(b);

        Assert.Equal(original.Zip(noise, (x, y) => SignedScalar.FromInt64<Bn254>(x + y)), sum.Values.ToArray());
        Assert.Equal(a.Commit(s_parameters) + b.Commit(s_parameters), sum.Commit(s_parameters));
    }

    [Fact]
    public void Multiple_of_a_commitment_opens_to_the_multiples()
    {
        Scalar<Bn254> factor = _inputs.Scalar<Bn254>();
        using VectorOpening<Bn254> opening = VectorOpening<Bn254>.Create(Column(5)), multiple = opening.Scale(factor);

        Assert.Equal(factor * opening.Commit(s_parameters), multiple.Commit(s_parameters));
    }

    [Fact]
    public void Vectors_of_different_lengths_are_refused()
    {
        using VectorOpening<Bn254> a = VectorOpening<Bn254>.Create(Column(3)), b = VectorOpening<Bn254>.Create(Column(4));

        Assert.Throws<ProofParameterException>(() => a.Add(b));
        Assert.Throws<ProofParameterException>(() => a.Commit(s_parameters) + b.Commit(s_parameters));
    }

    [Fact]
    public void Empty_vector_is_refused() => Assert.Throws<ProofParameterException>(() => VectorOpening<Bn254>.Create([]));

    [Fact]
    public void Disposed_opening_is_zero_and_refuses_use()
    {
        VectorOpening<Bn254> opening = VectorOpening<Bn254>.Create(Column(2));
        ReadOnlySpan<Scalar<Bn254>> memory = opening.Values;

        opening.Dispose();

        Assert.Equal([Scalar<Bn254>.Zero, Scalar<Bn254>.Zero], memory.ToArray());
        Assert.Throws<ObjectDisposedException>(() => opening.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => opening.Blinding);
    }

    /// <summary>Numbers of 40 bits and either sign, as in fixed point.</summary>
    private long[] Column(int length) => [.. Enumerable.Range(0, length).Select(_ => (long)_inputs.UInt64() >> 24)];
}
