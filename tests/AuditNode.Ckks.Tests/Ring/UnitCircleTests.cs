using System.Buffers.Binary;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public sealed class UnitCircleTests
{
    // The nearest doubles to 400-bit values from mpmath 1.3.0 (mp.cos, mp.sin).
    [Theory]
    [InlineData(1, 3, 0xBFE0000000000000, 0x3FEBB67AE8584CAA)]
    [InlineData(1, 5, 0x3FD3C6EF372FE950, 0x3FEE6F0E134454FF)]
    [InlineData(2, 7, 0xBFCC7B90E3024582, 0x3FEF329C0558E969)]
    [InlineData(-1, 7, 0x3FE3F3A0E28BEDD1, 0xBFE904C37505DE4B)]
    [InlineData(123456789, 987654321, 0x3FE6A09E6936C61A, 0x3FE6A09E63C7B17F)]
    [InlineData(9223372036854775806, 9223372036854775807, 0x3FF0000000000000, 0xBC2921FB54442D18)]
    [InlineData(1, 4611686018427387904, 0x3FF0000000000000, 0x3C3921FB54442D18)]
    [InlineData(5, 11, 0xBFEEB42A9BCD5057, 0x3FD207E7FD768DBF)]
    [InlineData(7, 97, 0x3FECC43671149BEA, 0x3FDC08F91F8C0BE8)]
    [InlineData(4611686018427387905, 9223372036854775807, 0xBFF0000000000000, 0xBC32D97C7F3321D2)]
    [InlineData(long.MinValue, 3, 0xBFE0000000000000, 0x3FEBB67AE8584CAA)]
    [InlineData(3, 8, 0xBFE6A09E667F3BCD, 0x3FE6A09E667F3BCD)]
    [InlineData(1, 12, 0x3FEBB67AE8584CAA, 0x3FE0000000000000)]
    [InlineData(3, 12, 0x0000000000000000, 0x3FF0000000000000)]
    [InlineData(5, 10, 0xBFF0000000000000, 0x0000000000000000)]
    public void A_point_is_the_nearest_pair_of_doubles(long numerator, long denominator, ulong cosine, ulong sine)
    {
        var point = UnitCircle.Evaluate(numerator, denominator);

        Assert.Equal(
            (cosine, sine),
            (BitConverter.DoubleToUInt64Bits(point.Cosine), BitConverter.DoubleToUInt64Bits(point.Sine)));
    }

    [Theory]
    [InlineData(1 << 12)]
    [InlineData(1 << 17)]
    public void A_table_is_within_half_an_ulp_of_half_angle_square_roots(int order)
    {
        var (cosines, sines) = Table(order);

        var worst = 0.0;
        var k = 0;
        foreach (var (cosine, sine) in HalfAngleCircle.Points(order))
        {
            worst = Math.Max(worst, HalfAngleCircle.Distance(cosines[k], cosine));
            worst = Math.Max(worst, HalfAngleCircle.Distance(sines[k], sine));
            k++;
        }

        Assert.InRange(worst, 0.0, 0.51);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(UnitCircle.MaximumOrder)]
    public void Mirrored_entries_have_exactly_mirrored_values(int order)
    {
        var (cosines, sines) = Table(order);

        for (var k = 0; k < order; k++)
        {
            var opposite = (order - k) % order;
            Assert.Equal(cosines[k], cosines[opposite]);
            Assert.Equal(sines[k], 0.0 - sines[opposite]);
            if (order >= 4)
            {
                Assert.Equal(cosines[k], sines[(k + order / 4) % order]);
                Assert.Equal(0.0 - sines[k], cosines[(k + order / 4) % order]);
            }
        }
    }

    [Fact]
    public void Points_that_mirror_each_other_are_exactly_mirrored_at_any_denominator()
    {
        for (var k = 0; k < 96; k++)
        {
            var (cosine, sine) = UnitCircle.Evaluate(k, 96);
            Assert.Equal((sine, cosine), UnitCircle.Evaluate(24 - k, 96));
            Assert.Equal((cosine, 0.0 - sine), UnitCircle.Evaluate(96 - k, 96));
        }
    }

    // The tables' bytes, little endian, cosines first. The hashes come from the same construction written with Python integers and
    // mpmath 1.3.0, so any machine must reproduce them.
    [Theory]
    [InlineData(8, "7C82CB90771B57C672290135442393F661C8E5E123220E2AAF961C08854687F9")]
    [InlineData(1 << 13, "1C7F698012F133A06D33C4A9724655B830408ADFF4516556C08069C29D257E98")]
    [InlineData(1 << 17, "CF40B1B62BC3F9C018A803717C2B24D482C83D2701E4A0F0170A20642E99BA43")]
    [InlineData(1 << 18, "B3CA4BE8472CF9042B58435B05C6E4A3B04E1BE07B70833F3A7B24B17F956B9E")]
    public void A_table_has_the_committed_hash(int order, string sha256)
    {
        var (cosines, sines) = Table(order);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[8];
        foreach (var value in cosines.Concat(sines))
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            hash.AppendData(bytes);
        }

        Assert.Equal(sha256, Convert.ToHexString(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(1 << 19)]
    public void A_table_of_another_order_is_refused(int order)
        => Assert.Throws<ArgumentOutOfRangeException>(() => UnitCircle.Fill(new double[order], new double[order], order));

    [Fact]
    public void A_table_of_another_length_is_refused()
        => Assert.Throws<ArgumentException>(() => UnitCircle.Fill(new double[16], new double[8], 16));

    [Fact]
    public void A_denominator_below_one_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => UnitCircle.Evaluate(1, 0));

    private static (double[] Cosines, double[] Sines) Table(int order)
    {
        var (cosines, sines) = (new double[order], new double[order]);
        UnitCircle.Fill(cosines, sines, order);
        return (cosines, sines);
    }
}
