using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class P256MultiScalarMultiplicationTests : MultiScalarMultiplicationTests<P256>;

public class Bn254MultiScalarMultiplicationTests : MultiScalarMultiplicationTests<Bn254>;

public abstract class MultiScalarMultiplicationTests<TCurve>
    where TCurve : struct, ICurve
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(31), InlineData(32), InlineData(99), InlineData(100),
     InlineData(127), InlineData(128), InlineData(129), InlineData(1000)]
    public void Both_methods_give_the_sum_of_the_products(int count)
    {
        (GroupElement<TCurve>[] elements, Scalar<TCurve>[] scalars) = RandomTerms(count);
        AssertSum(elements, scalars);
    }

    [Theory, InlineData(8), InlineData(200)]
    public void Both_methods_hold_for_zeros_identities_duplicates_and_opposites(int count)
    {
        (GroupElement<TCurve>[] elements, Scalar<TCurve>[] scalars) = RandomTerms(count);
        for (int i = 0; i + 7 < count; i += 8)
        {
            scalars[i] = Scalar<TCurve>.Zero;
            elements[i + 1] = GroupElement<TCurve>.Identity;
            elements[i + 2] = default;
            // P and P, then P and -P, with the same scalar, which meet in the same buckets.
            (elements[i + 4], scalars[i + 4]) = (elements[i + 3], scalars[i + 3]);
            (elements[i + 5], scalars[i + 5]) = (-elements[i + 3], scalars[i + 3]);
            scalars[i + 6] = Scalar<TCurve>.One;
            scalars[i + 7] = -Scalar<TCurve>.One;
        }

        AssertSum(elements, scalars);
    }

    [Theory, InlineData(2), InlineData(150)]
    public void Terms_that_cancel_give_the_identity(int count)
    {
        (GroupElement<TCurve>[] elements, Scalar<TCurve>[] scalars) = RandomTerms(count);
        for (int i = 0; i + 1 < count; i += 2) (elements[i + 1], scalars[i + 1]) = (-elements[i], scalars[i]);
        Assert.True(MultiScalarMultiplication.ConstantTime<TCurve>(elements, scalars).IsIdentity);
        Assert.True(MultiScalarMultiplication.VariableTime<TCurve>(elements, scalars).IsIdentity);
    }

    [Theory, InlineData(3), InlineData(120)]
    public void Zero_scalars_and_identities_only_give_the_identity(int count)
    {
        (GroupElement<TCurve>[] elements, Scalar<TCurve>[] scalars) = RandomTerms(count);
        Assert.True(MultiScalarMultiplication.ConstantTime<TCurve>(elements, new Scalar<TCurve>[count]).IsIdentity);
        Assert.True(MultiScalarMultiplication.VariableTime<TCurve>(elements, new Scalar<TCurve>[count]).IsIdentity);
        Assert.True(MultiScalarMultiplication.ConstantTime<TCurve>(new GroupElement<TCurve>[count], scalars).IsIdentity);
        Assert.True(MultiScalarMultiplication.VariableTime<TCurve>(new GroupElement<TCurve>[count], scalars).IsIdentity);
    }

    [Fact]
    public void Wide_windows_of_large_sums_are_right()
    {
        // The elements are G, 2G, 3G, ...: their sum of products is a multiple of G that scalars tell.
        const int count = 20_000;
        Assert.True(BucketMultiplication.Width(count) > BucketMultiplication.Width(1000));
        var inputs = new TestInputs(62);
        var elements = new GroupElement<TCurve>[count];
        var scalars = new Scalar<TCurve>[count];
        GroupElement<TCurve> multiple = GroupElement<TCurve>.Identity;
        Scalar<TCurve> expected = Scalar<TCurve>.Zero;
        for (int i = 0; i < count; i++)
        {
            multiple += GroupElement<TCurve>.Generator;
            elements[i] = multiple;
            scalars[i] = i % 16 == 0 ? -Scalar<TCurve>.One : inputs.Scalar<TCurve>();
            expected += scalars[i] * Scalar<TCurve>.FromUInt64((ulong)i + 1);
        }

        Assert.Equal(GroupElement<TCurve>.MultiplyGenerator(expected), MultiScalarMultiplication.VariableTime<TCurve>(elements, scalars));
    }

    [Fact]
    public void Different_numbers_of_elements_and_scalars_are_refused()
    {
        Assert.Throws<ArgumentException>("scalars", () => MultiScalarMultiplication.ConstantTime<TCurve>([GroupElement<TCurve>.Generator], []));
        Assert.Throws<ArgumentException>("scalars", () => MultiScalarMultiplication.VariableTime<TCurve>([], [Scalar<TCurve>.One]));
    }

    private static (GroupElement<TCurve>[] Elements, Scalar<TCurve>[] Scalars) RandomTerms(int count)
    {
        var inputs = new TestInputs(60 + (ulong)count);
        var elements = new GroupElement<TCurve>[count];
        var scalars = new Scalar<TCurve>[count];
        for (int i = 0; i < count; i++) (elements[i], scalars[i]) = (inputs.Element<TCurve>(), inputs.Scalar<TCurve>());
        return (elements, scalars);
    }

    private static void AssertSum(GroupElement<TCurve>[] elements, Scalar<TCurve>[] scalars)
    {
        GroupElement<TCurve> expected = GroupElement<TCurve>.Identity;
        for (int i = 0; i < elements.Length; i++) expected += elements[i] * scalars[i];
        string seed = TestSeed.Describe(elements.Length);
        Assert.True(expected == MultiScalarMultiplication.ConstantTime<TCurve>(elements, scalars), seed);
        Assert.True(expected == MultiScalarMultiplication.VariableTime<TCurve>(elements, scalars), seed);
    }
}
