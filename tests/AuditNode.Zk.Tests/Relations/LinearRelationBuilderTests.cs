using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Relations;

public sealed class LinearRelationBuilderTests
{
    private static readonly Scalar<Bn254> s_one = Scalar<Bn254>.One;
    private readonly TestInputs _inputs = new(20);

    [Fact]
    public void Opening_compiles_to_the_indices_of_the_draft()
    {
        GroupElement<Bn254> h = _inputs.Element<Bn254>(), c = _inputs.Element<Bn254>();

        LinearRelation<Bn254> relation = SampleRelations.PedersenOpening(h, c).Build();

        Assert.Equal([GroupElement<Bn254>.Generator, h, c], relation.Elements.ToArray());
        Equation<Bn254> equation = Assert.Single(relation.Equations);
        Assert.Equal([new ImageTerm<Bn254>(2, s_one)], equation.Image.ToArray());
        Assert.Equal([new Term<Bn254>(0, 0, s_one), new Term<Bn254>(1, 1, s_one)], equation.Terms.ToArray());
        Assert.Equal(2, relation.NumScalars);
    }

    [Fact]
    public void Constants_and_coefficients_compile_to_image_terms()
    {
        // C - 5 * G = 3 * r * H.
        var builder = new LinearRelationBuilder<Bn254>();
        ElementVariable<Bn254> h = builder.AllocateElement("H", _inputs.Element<Bn254>());
        ElementVariable<Bn254> c = builder.AllocateElement("C", _inputs.Element<Bn254>());
        Scalar<Bn254> three = Scalar<Bn254>.FromUInt64(3), five = Scalar<Bn254>.FromUInt64(5);
        builder.AddEquation([c, -(five * builder.Generator)], [three * (builder.AllocateScalar("r") * h)]);

        Equation<Bn254> equation = Assert.Single(builder.Build().Equations);

        Assert.Equal([new ImageTerm<Bn254>(2, s_one), new ImageTerm<Bn254>(0, -five)], equation.Image.ToArray());
        Assert.Equal([new Term<Bn254>(0, 1, three)], equation.Terms.ToArray());
    }

    [Fact]
    public void Element_of_a_known_name_and_value_is_the_known_one()
    {
        var builder = new LinearRelationBuilder<Bn254>();
        GroupElement<Bn254> value = _inputs.Element<Bn254>();

        Assert.Same(builder.AllocateElement("C", value), builder.AllocateElement("C", value));
        Assert.Same(builder.Generator, builder.AllocateElement("G", GroupElement<Bn254>.Generator));
    }

    [Fact]
    public void Name_for_two_elements_is_refused()
    {
        var builder = new LinearRelationBuilder<Bn254>();
        builder.AllocateElement("C", _inputs.Element<Bn254>());

        Assert.Equal("name", Assert.Throws<ProofParameterException>(() => builder.AllocateElement("C", _inputs.Element<Bn254>())).Field);
        Assert.Equal("name", Assert.Throws<ProofParameterException>(() => builder.AllocateElement("G", _inputs.Element<Bn254>())).Field);
    }

    [Fact]
    public void Name_for_two_scalars_is_refused()
    {
        var builder = new LinearRelationBuilder<Bn254>();
        builder.AllocateScalar("r");

        Assert.Equal("name", Assert.Throws<ProofParameterException>(() => builder.AllocateScalar("r")).Field);
    }

    [Fact]
    public void Empty_side_and_unknown_indices_are_refused()
    {
        var builder = new LinearRelationBuilder<Bn254>();
        Term<Bn254> term = builder.AllocateScalar("x") * builder.Generator;

        Assert.Equal("image", Assert.Throws<ProofParameterException>(() => builder.AddEquation([], [term])).Field);
        Assert.Equal("terms", Assert.Throws<ProofParameterException>(() => builder.AddEquation([builder.Generator], [])).Field);
        Assert.Equal(
            "terms", Assert.Throws<ProofParameterException>(() => builder.AddEquation([builder.Generator], [term with { Scalar = 1 }])).Field);
        Assert.Equal(
            "image", Assert.Throws<ProofParameterException>(() => builder.AddEquation([new ImageTerm<Bn254>(1, s_one)], [term])).Field);
    }

    [Fact]
    public void Scalar_times_an_element_of_another_builder_is_refused()
    {
        var builder = new LinearRelationBuilder<Bn254>();
        ScalarVariable<Bn254> scalar = builder.AllocateScalar("x");

        Assert.Throws<ProofParameterException>(() => scalar * new LinearRelationBuilder<Bn254>().Generator);
    }

    [Fact]
    public void And_renames_scalars_apart()
    {
        GroupElement<Bn254> x = _inputs.Element<Bn254>(), y = _inputs.Element<Bn254>();
        LinearRelationBuilder<Bn254> whole = SampleRelations.DiscreteLogarithm(x), part = SampleRelations.DiscreteLogarithm(y);

        Composition<Bn254> composition = whole.And(part, "second");

        LinearRelation<Bn254> relation = whole.Build();
        Assert.Equal(2, relation.NumScalars);
        Assert.Equal([GroupElement<Bn254>.Generator, x, y], relation.Elements.ToArray());
        Assert.Equal("second.x", composition[part.Scalars[0]].Name);
        Assert.Equal([new Term<Bn254>(1, 0, s_one)], relation.Equations[1].Terms.ToArray());
        Assert.Equal([new ImageTerm<Bn254>(2, s_one)], relation.Equations[1].Image.ToArray());
    }

    [Fact]
    public void And_shares_the_scalars_and_elements_that_are_named()
    {
        GroupElement<Bn254> h = _inputs.Element<Bn254>();
        LinearRelationBuilder<Bn254> whole = SampleRelations.PedersenOpening(h, _inputs.Element<Bn254>());

        whole.And(SampleRelations.PedersenOpening(h, _inputs.Element<Bn254>()), "other", "m", "H");

        LinearRelation<Bn254> relation = whole.Build();
        Assert.Equal(3, relation.NumScalars);
        Assert.Equal(4, relation.Elements.Length);
        Assert.Equal([new Term<Bn254>(0, 0, s_one), new Term<Bn254>(2, 1, s_one)], relation.Equations[1].Terms.ToArray());
    }

    [Fact]
    public void And_refuses_a_shared_name_that_stands_for_two_elements()
    {
        LinearRelationBuilder<Bn254> whole = SampleRelations.PedersenOpening(_inputs.Element<Bn254>(), _inputs.Element<Bn254>());
        LinearRelationBuilder<Bn254> part = SampleRelations.PedersenOpening(_inputs.Element<Bn254>(), _inputs.Element<Bn254>());

        Assert.Throws<ProofParameterException>(() => whole.And(part, "other", "H"));
        Assert.Equal("shared", Assert.Throws<ProofParameterException>(() => whole.And(part, "other", "nothing")).Field);
        Assert.Equal("other", Assert.Throws<ProofParameterException>(() => whole.And(whole, "other")).Field);
    }
}
