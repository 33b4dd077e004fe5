using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Rlwe;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class ProductTreeRefusalTests
{
    /// <summary>Nobody else's, so that its temporaries can be counted.</summary>
    private static readonly CircuitScheme Scheme = new(CkksParameters.Create(8192, 45, 34, 3));

    /// <summary>Of another degree: a ciphertext of it is larger than those of the scheme.</summary>
    private static readonly CircuitScheme Foreign = new(CkksParameters.Create(16384, 45, 34, 3));

    /// <summary>Number of factors, and which of them is the bad one.</summary>
    public static TheoryData<int, int> Places
    {
        get
        {
            var places = new TheoryData<int, int>();
            for (int count = 1; count <= 5; count++)
            {
                for (int bad = 0; bad < count; bad++) places.Add(count, bad);
            }

            return places;
        }
    }

    [Fact]
    public void A_product_of_nothing_is_refused() =>
        CircuitRefusal.For("size", Scheme, destination => Scheme.Products.Multiply([], destination));

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(9, 4)]
    public void Factors_of_which_one_has_too_few_limbs_are_refused(int count, int limbs)
    {
        Ciphertext[] factors = [.. Enumerable.Range(0, count).Select(i => Scheme.Encrypt([0.5], i == count - 1 ? limbs : null))];
        CircuitRefusal.For("level", Scheme, destination => Scheme.Products.Multiply(factors, destination));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_factor_that_was_not_relinearised_is_refused(int count, int bad)
    {
        Ciphertext[] factors = Factors(count);
        factors[bad] = Scheme.Unrelinearised();
        CircuitRefusal.For("size", Scheme, destination => Scheme.Products.Multiply(factors, destination));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_factor_of_other_parameters_is_refused(int count, int bad)
    {
        Ciphertext[] factors = Factors(count);
        factors[bad] = Foreign.Encrypt([0.5]);
        CircuitRefusal.For("parameters", Scheme, destination => Scheme.Products.Multiply(factors, destination));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_destination_of_other_parameters_is_refused(int count)
    {
        Ciphertext[] factors = Factors(count);
        CircuitRefusal.For("parameters", Foreign, destination => Scheme.Products.Multiply(factors, destination));
    }

    [Fact]
    public void A_key_of_other_parameters_is_refused()
    {
        var products = new ProductTree(Scheme.Evaluator, Foreign.Key);
        CircuitRefusal.For("parameters", Scheme, destination => products.Multiply(Factors(3), destination));
    }

    [Fact]
    public void A_key_for_fewer_limbs_than_every_factor_has_is_refused()
    {
        using var keys = new KeyGenerator(Scheme.Context.Rlwe, FixedSeed.Bytes);
        var products = new ProductTree(Scheme.Evaluator, keys.CreateRelinearizationKey(limbs: 3));
        CircuitRefusal.Of<MissingKeyException>(Scheme, destination => products.Multiply(Factors(3), destination));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_factor_have_no_depth(int factors) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProductTree.Depth(factors));

    private static Ciphertext[] Factors(int count) => [.. Enumerable.Range(0, count).Select(_ => Scheme.Encrypt([0.5]))];
}
