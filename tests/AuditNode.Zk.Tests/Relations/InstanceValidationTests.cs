using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Tests.Proofs;

namespace AuditNode.Zk.Tests.Relations;

public sealed class InstanceValidationTests
{
    private static readonly GroupElement<Bn254> s_g = GroupElement<Bn254>.Generator;
    private static readonly GroupElement<Bn254> s_x = s_g + s_g;
    private static readonly Scalar<Bn254> s_one = Scalar<Bn254>.One;

    [Fact]
    public void Relation_that_meets_all_conditions_is_valid() => Expect(null, [s_g, s_x], Equation([(1, s_one)], [(0, 0, s_one)]));

    [Fact]
    public void Check_1_wants_an_equation() => Expect(InstanceCheck.HasEquations, [s_g]);

    [Fact]
    public void Check_2_wants_image_terms() => Expect(InstanceCheck.EquationsHaveBothSides, [s_g], Equation([], [(0, 0, s_one)]));

    [Fact]
    public void Check_2_wants_terms() => Expect(InstanceCheck.EquationsHaveBothSides, [s_g, s_x], Equation([(1, s_one)], []));

    [Fact]
    public void Check_4_wants_elements_for_image_indices() =>
        Expect(InstanceCheck.ElementIndicesExist, [s_g, s_x], Equation([(2, s_one)], [(0, 1, s_one)]));

    [Fact]
    public void Check_4_wants_elements_for_term_indices() =>
        Expect(InstanceCheck.ElementIndicesExist, [s_g, s_x], Equation([(1, s_one)], [(0, uint.MaxValue, s_one)]));

    [Fact]
    public void Check_5_wants_every_element_to_occur() =>
        Expect(InstanceCheck.ElementsAreUsed, [s_g, s_x, s_x], Equation([(1, s_one)], [(0, 0, s_one)]));

    [Fact]
    public void Check_6_wants_every_scalar_to_occur() =>
        Expect(InstanceCheck.ScalarsAreUsed, [s_g, s_x], Equation([(1, s_one)], [(0, 0, s_one), (2, 0, s_one)]));

    [Fact]
    public void Check_7_wants_an_element() => Expect(InstanceCheck.ElementIndicesExist, [], Equation([(0, s_one)], [(0, 0, s_one)]));

    [Fact]
    public void Check_7_wants_the_generator_first() =>
        Expect(InstanceCheck.GeneratorComesFirst, [s_x, s_g], Equation([(1, s_one)], [(0, 0, s_one)]));

    [Fact]
    public void Check_8_wants_no_identity_among_the_elements() => Expect(
        InstanceCheck.NoIdentityElement, [s_g, s_x, GroupElement<Bn254>.Identity], Equation([(1, s_one), (2, s_one)], [(0, 0, s_one)]));

    [Fact]
    public void Check_9_wants_no_image_that_cancels() =>
        Expect(InstanceCheck.NoIdentityImage, [s_g, s_x], Equation([(1, s_one), (0, -(s_one + s_one))], [(0, 0, s_one)]));

    [Fact]
    public void Check_9_wants_no_image_of_zero_coefficients() =>
        Expect(InstanceCheck.NoIdentityImage, [s_g, s_x], Equation([(1, Scalar<Bn254>.Zero)], [(0, 0, s_one)]));

    [Fact]
    public void Check_10_wants_no_scalar_whose_terms_cancel() => Expect(
        InstanceCheck.NoIdentityColumn, [s_g, s_x], Equation([(1, s_one)], [(0, 0, s_one), (1, 1, s_one), (1, 0, -(s_one + s_one))]));

    [Fact]
    public void Check_10_is_met_by_one_equation_where_the_scalar_counts() => Expect(
        null, [s_g, s_x], Equation([(1, s_one)], [(0, 0, s_one), (0, 0, -s_one)]), Equation([(1, s_one)], [(0, 0, s_one)]));

    [Fact]
    public void Zero_coefficient_beside_others_is_allowed() =>
        Expect(null, [s_g, s_x], Equation([(1, s_one), (0, Scalar<Bn254>.Zero)], [(0, 0, s_one), (0, 1, Scalar<Bn254>.Zero)]));

    [VectorTheory]
    [InlineData("E1", InstanceCheck.ScalarsAreUsed)]
    [InlineData("E1b", InstanceCheck.ScalarsAreUsed)]
    [InlineData("E2", InstanceCheck.NoIdentityImage)]
    public void Adversarial_instances_of_the_draft_fail_the_check_that_they_are_made_for(string vector, InstanceCheck check)
    {
        SigmaVector adversarial = SigmaVector.Adversarial.Single(candidate => candidate.Id.EndsWith($"/batchable/{vector}", StringComparison.Ordinal));

        Assert.Equal(check, adversarial.ReadRelation()!.ValidateInstance());
    }

    private static void Expect(InstanceCheck? check, GroupElement<Bn254>[] elements, params Equation<Bn254>[] equations) =>
        Assert.Equal(check, new LinearRelation<Bn254>([.. elements], [.. equations]).ValidateInstance());

    private static Equation<Bn254> Equation((uint, Scalar<Bn254>)[] image, (uint, uint, Scalar<Bn254>)[] terms) => new(
        [.. image.Select(term => new ImageTerm<Bn254>(term.Item1, term.Item2))],
        [.. terms.Select(term => new Term<Bn254>(term.Item1, term.Item2, term.Item3))]);
}
