using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.2345, "1.23")]
    [InlineData(9.996, "10.0")]
    [InlineData(0.00205736, "0.00206")]
    [InlineData(12345.6, "12346")]
    [InlineData(-3.14159, "-3.14")]
    public void Digits_keeps_three_significant_ones(double value, string expected) => Assert.Equal(expected, Quantity.Digits(value));

    [Theory]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(57.38, "57.4 s")]
    [InlineData(480, "8.00 min")]
    [InlineData(17964, "4.99 h")]
    [InlineData(10791360, "125 d")]
    public void Seconds_have_the_unit_of_their_size(double seconds, string expected) => Assert.Equal(expected, Quantity.Seconds(seconds));

    [Fact]
    public void Bytes_count_in_thousands_and_memory_in_powers_of_two()
    {
        Assert.Equal("14.0 MB", Quantity.Bytes(14e6));
        Assert.Equal("6.00 GiB", Quantity.Memory(6.0 * (1L << 30)));
    }

    [Fact]
    public void A_percentage_of_nothing_is_a_dash() => Assert.Equal(("-", "90.8 %"), (Quantity.Percentage(null), Quantity.Percentage(0.9075)));
}
