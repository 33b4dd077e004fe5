using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Commitments;

public sealed class CommitmentTests
{
    private static readonly PedersenParameters<Bn254> s_parameters = PedersenParameters<Bn254>.Standard;
    private readonly TestInputs _inputs = new(100);

    [Fact]
    public void Commitment_is_value_times_G_plus_blinding_times_H()
    {
        Scalar<Bn254> value = _inputs.Scalar<Bn254>(), blinding = _inputs.Scalar<Bn254>();
        using var opening = new Opening<Bn254>(value, blinding);

        Assert.Equal((GroupElement<Bn254>.Generator * value) + (s_parameters.BlindingGenerator * blinding), opening.Commit(s_parameters).Element);
    }

    [Fact]
    public void Sum_and_multiple_of_commitments_open_to_sum_and_multiple()
    {
        using Opening<Bn254> a = Opening<Bn254>.Create(1234), b = Opening<Bn254>.Create(-99);
        Scalar<Bn254> factor = _inputs.Scalar<Bn254>();
        using Opening<Bn254> sum = a.Add(b), multiple = a.Scale(factor);

        Assert.Equal(Scalar<Bn254>.FromUInt64(1135), sum.Value);
        Assert.Equal(a.Commit(s_parameters) + b.Commit(s_parameters), sum.Commit(s_parameters));
        Assert.Equal(factor * a.Commit(s_parameters), multiple.Commit(s_parameters));
        Assert.Equal(a.Commit(s_parameters), sum.Commit(s_parameters) - b.Commit(s_parameters));
    }

    [Fact]
    public void Equal_values_have_different_commitments()
    {
        using Opening<Bn254> a = Opening<Bn254>.Create(7), b = Opening<Bn254>.Create(7);

        Assert.NotEqual(a.Commit(s_parameters), b.Commit(s_parameters));
    }

    [Fact]
    public void Commitment_is_read_as_it_was_written()
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(7);
        Commitment<Bn254> commitment = opening.Commit(s_parameters);

        Assert.True(Commitment<Bn254>.TryRead(commitment.ToBytes(), out Commitment<Bn254> read));
        Assert.Equal(commitment, read);
        Assert.False(Commitment<Bn254>.TryRead(new byte[64], out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Signed_numbers_are_counted_from_zero_or_back_from_the_order(long value)
    {
        var expected = (value + Scalar<Bn254>.Order) % Scalar<Bn254>.Order;

        Assert.Equal(expected, SignedScalar.FromInt64<Bn254>(value).ToBigInteger());
    }

    [Fact]
    public void Disposed_opening_refuses_use()
    {
        Opening<Bn254> opening = Opening<Bn254>.Create(7);
        opening.Dispose();

        Assert.Throws<ObjectDisposedException>(() => opening.Value);
        Assert.Throws<ObjectDisposedException>(() => opening.Blinding);
        Assert.Throws<ObjectDisposedException>(() => opening.Commit(s_parameters));
    }
}
