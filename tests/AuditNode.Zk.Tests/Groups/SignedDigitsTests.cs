using System.Numerics;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

public class SignedDigitsTests
{
    [Fact]
    public void Digits_represent_the_scalar_and_keep_within_their_bounds()
    {
        var inputs = new TestInputs(70);
        BigInteger order = Scalar<P256>.Order;
        BigInteger[] values = [0, 1, 7, 8, 15, order - 1, order / 2, .. Enumerable.Range(0, 200).Select(_ => inputs.Below(order))];
        Assert.All(values, value =>
        {
            var digits = new sbyte[SignedDigits.Count];
            SignedDigits.Write(Scalar<P256>.FromBigInteger(value), digits);
            Assert.All(digits[..^1], digit => Assert.InRange(digit, -SignedDigits.Bound, SignedDigits.Bound - 1));
            Assert.InRange(digits[^1], 0, 1);
            Assert.Equal(value, digits.Reverse().Aggregate(BigInteger.Zero, (sum, digit) => (sum * 16) + digit));
        });
    }

    [Fact]
    public void Every_digit_selects_its_multiple()
    {
        GroupElement<P256> point = new TestInputs(71).Element<P256>();
        var table = new GroupElement<P256>[MultipleTable.Length];
        MultipleTable.Fill(point, table);
        GroupElement<P256> expected = GroupElement<P256>.Identity;
        for (int digit = 0; digit <= SignedDigits.Bound; digit++)
        {
            Assert.Equal(expected, MultipleTable.Select<P256>(table, digit));
            Assert.Equal(-expected, MultipleTable.Select<P256>(table, -digit));
            expected += point;
        }
    }
}
