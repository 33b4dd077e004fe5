using System.Numerics;

namespace AuditNode.Zk.Tests.Fields;

public class FieldElementTests
{
    private const int Rounds = 3000;

    public static TheoryData<string> Fields => FieldUnderTest.Names;

    [Theory, MemberData(nameof(Fields))]
    public void Sums_differences_and_products_agree_with_integers(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        ForPairs(field, (a, b, message) =>
        {
            Assert.True(Modulo(a + b, field) == field.Add(a, b), message);
            Assert.True(Modulo(a - b, field) == field.Subtract(a, b), message);
            Assert.True(Modulo(a * b, field) == field.Multiply(a, b), message);
        });
    }

    [Theory, MemberData(nameof(Fields))]
    public void Negatives_squares_and_triples_agree_with_integers(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        ForValues(field, (a, message) =>
        {
            Assert.True(Modulo(-a, field) == field.Negate(a), message);
            Assert.True(Modulo(a * a, field) == field.Square(a), message);
            Assert.True(Modulo(3 * a, field) == field.Triple(a), message);
        });
    }

    [Theory, MemberData(nameof(Fields))]
    public void Equality_zero_parity_and_selection_agree_with_integers(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        ForPairs(field, (a, b, message) => Assert.True(field.AreEqual(a, b) == (a == b), message));
        ForValues(field, (a, message) =>
        {
            Assert.True(field.AreEqual(a, a), message);
            Assert.True(field.IsZero(a) == a.IsZero, message);
            Assert.True(field.IsOdd(a) == !a.IsEven, message);
            Assert.True(field.Select(ulong.MaxValue, a, a + 1) == a, message);
            Assert.True(field.Select(0, a + 1, a) == a, message);
        });
    }

    [Theory, MemberData(nameof(Fields))]
    public void Inverses_are_inverses_and_zero_has_zero(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        ForValues(field, (a, message) => Assert.True(BigInteger.ModPow(a, field.Modulus - 2, field.Modulus) == field.Invert(a), message), 300);
        Assert.Equal(BigInteger.Zero, field.Invert(0));
    }

    [Theory, MemberData(nameof(Fields))]
    public void Many_elements_are_inverted_together_and_zeros_among_them_stay(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        BigInteger[] values = [0, .. field.EdgeValues(), 0, 0];
        Assert.Equal(values.Select(field.Invert), field.InvertAll(values));
        Assert.Empty(field.InvertAll([]));
        Assert.Equal([BigInteger.Zero], field.InvertAll([0]));
    }

    [Theory, MemberData(nameof(Fields))]
    public void Powers_agree_with_integers(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        var inputs = new TestInputs(5);
        BigInteger[] exponents = [0, 1, 2, 15, 16, ulong.MaxValue, field.Modulus - 1, (BigInteger.One << 256) - 1, inputs.Below(field.Modulus)];
        BigInteger a = inputs.Below(field.Modulus);
        Assert.All(exponents, e => Assert.Equal(BigInteger.ModPow(a, e, field.Modulus), field.Power(a, e)));
    }

    [Theory, InlineData("BN254 base"), InlineData("P-256 base")]
    public void Square_roots_exist_for_squares_only(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        BigInteger p = field.Modulus;
        Assert.Equal(3, p % 4);
        ForValues(field, (a, message) =>
        {
            bool isSquare = a.IsZero || BigInteger.ModPow(a, (p - 1) / 2, p).IsOne;
            BigInteger? root = field.SquareRoot(a);
            Assert.True(root.HasValue == isSquare, message);
            Assert.True(root is not { } r || r * r % p == a, message);
        }, 300);
    }

    [Theory, MemberData(nameof(Fields))]
    public void Inverse_of_the_modulus_modulo_a_limb_is_right(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        Assert.Equal(ulong.MaxValue, unchecked((ulong)(field.Modulus & ulong.MaxValue) * field.NegativeInverse));
    }

    private static BigInteger Modulo(BigInteger value, FieldUnderTest field)
    {
        BigInteger remainder = value % field.Modulus;
        return remainder.Sign < 0 ? remainder + field.Modulus : remainder;
    }

    private static void ForValues(FieldUnderTest field, Action<BigInteger, string> check, int rounds = Rounds)
    {
        foreach (BigInteger a in field.EdgeValues()) check(a, $"{a:X}");
        var inputs = new TestInputs(1);
        for (int round = 0; round < rounds; round++)
        {
            BigInteger a = inputs.Below(field.Modulus);
            check(a, $"{a:X} {TestSeed.Describe(round)}");
        }
    }

    private static void ForPairs(FieldUnderTest field, Action<BigInteger, BigInteger, string> check)
    {
        BigInteger[] edges = field.EdgeValues();
        foreach (BigInteger a in edges)
            foreach (BigInteger b in edges) check(a, b, $"{a:X}, {b:X}");
        var inputs = new TestInputs(2);
        for (int round = 0; round < Rounds; round++)
        {
            BigInteger a = inputs.Below(field.Modulus), b = inputs.Below(field.Modulus);
            check(a, b, $"{a:X}, {b:X} {TestSeed.Describe(round)}");
        }
    }
}
