using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void Median_of_an_odd_number_is_the_middle_one_and_of_an_even_number_the_mean_of_two()
    {
        Assert.Equal(3, Summary.Median([9, 1, 3]));
        Assert.Equal(2.5, Summary.Median([4, 1, 2, 3]));
    }

    [Fact]
    public void Median_of_nothing_is_refused() => Assert.Throws<ArgumentException>(() => Summary.Median([]));

    [Fact]
    public void Standard_error_is_that_of_the_sample_mean()
    {
        Assert.Equal(Math.Sqrt(5.0 / 3 / 4), Summary.StandardError([1, 2, 3, 4]), 12);
        Assert.Equal(0, Summary.StandardError([7]));
    }

    [Fact]
    public void Growth_exponent_finds_linear_and_quadratic_growth()
    {
        Assert.Equal(1, Summary.GrowthExponent([(1e5, 3), (1e6, 30)]), 9);
        Assert.Equal(2, Summary.GrowthExponent([(1, 5), (10, 500), (100, 50_000)]), 9);
    }

    [Fact]
    public void Peak_memory_is_read_from_the_status_of_the_process()
    {
        Assert.Equal(123_456 * 1024L, PeakMemory.Parse(["Name:\tx", "VmPeak:\t 999 kB", "VmHWM:\t  123456 kB"]));
        Assert.Null(PeakMemory.Parse(["Name:\tx"]));
        Assert.True(PeakMemory.Read() > 1 << 20);
    }
}
