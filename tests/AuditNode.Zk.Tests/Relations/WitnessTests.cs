using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Relations;

public sealed class WitnessTests
{
    private readonly TestInputs _inputs = new(21);

    [Fact]
    public void Values_come_out_by_index()
    {
        LinearRelationBuilder<Bn254> builder = Opening();
        using var witness = new Witness<Bn254>(builder);
        Scalar<Bn254> m = _inputs.Scalar<Bn254>(), r = _inputs.Scalar<Bn254>();
        witness.Assign(builder.Scalars[1], r);
        witness.Assign(builder.Scalars[0], m);

        Assert.Equal([m, r], witness.AsSpan().ToArray());
    }

    [Fact]
    public void Missing_value_is_refused_by_name()
    {
        LinearRelationBuilder<Bn254> builder = Opening();
        using var witness = new Witness<Bn254>(builder);
        witness.Assign(builder.Scalars[0], Scalar<Bn254>.One);

        var refused = Assert.Throws<ProofParameterException>(() => witness.AsSpan().Length);

        Assert.Contains("'r'", refused.Message);
    }

    [Fact]
    public void Second_value_must_equal_the_first()
    {
        LinearRelationBuilder<Bn254> builder = Opening();
        using var witness = new Witness<Bn254>(builder);
        witness.Assign(builder.Scalars[0], Scalar<Bn254>.One);
        witness.Assign(builder.Scalars[0], Scalar<Bn254>.One);

        Assert.Throws<ProofParameterException>(() => witness.Assign(builder.Scalars[0], Scalar<Bn254>.Zero));
    }

    [Fact]
    public void Scalar_of_another_relation_is_refused()
    {
        using var witness = new Witness<Bn254>(Opening());

        Assert.Equal("variable", Assert.Throws<ProofParameterException>(() => witness.Assign(Opening().Scalars[0], Scalar<Bn254>.One)).Field);
    }

    [Fact]
    public void Appended_witness_goes_where_its_relation_went()
    {
        LinearRelationBuilder<Bn254> whole = Opening(), part = Opening();
        Composition<Bn254> composition = whole.And(part, "part", "m");
        Scalar<Bn254> m = _inputs.Scalar<Bn254>(), r = _inputs.Scalar<Bn254>(), s = _inputs.Scalar<Bn254>();
        using var ofPart = new Witness<Bn254>(part);
        ofPart.Assign(part.Scalars[0], m);
        ofPart.Assign(part.Scalars[1], s);
        using var witness = new Witness<Bn254>(whole);
        witness.Assign(whole.Scalars[1], r);
        witness.Include(composition, ofPart);

        Assert.Equal([m, r, s], witness.AsSpan().ToArray());
    }

    [Fact]
    public void Disposed_witness_is_zero_and_refuses_use()
    {
        LinearRelationBuilder<Bn254> builder = Opening();
        var witness = new Witness<Bn254>(builder);
        witness.Assign(builder.Scalars[0], Scalar<Bn254>.One);
        witness.Assign(builder.Scalars[1], Scalar<Bn254>.One);
        ReadOnlySpan<Scalar<Bn254>> memory = witness.AsSpan();

        witness.Dispose();

        Assert.Equal([Scalar<Bn254>.Zero, Scalar<Bn254>.Zero], memory.ToArray());
        Assert.Throws<ObjectDisposedException>(() => witness.AsSpan().Length);
    }

    private LinearRelationBuilder<Bn254> Opening() =>
        SampleRelations.PedersenOpening(GroupElement<Bn254>.Generator + GroupElement<Bn254>.Generator, _inputs.Element<Bn254>());
}
