using AuditNode.Benchmarks.KMeans.Paper;
using AuditNode.Engine.Protocols;

namespace AuditNode.Benchmarks.Tests;

public sealed class PublishedFiguresTests
{
    [Fact]
    public void Every_network_of_the_simulation_has_a_figure_for_every_cell()
    {
        foreach (NetworkProfile profile in NetworkProfile.PaperTable1)
        {
            Assert.Equal(Cell.All.Count, PublishedRuntimes.Seconds[profile.Name].Length);
            Assert.Equal(Cell.All.Count, PublishedRuntimes.MohasselSeconds[profile.Name].Length);
        }

        Assert.Equal(Cell.All.Count, PublishedRuntimes.Bytes.Count);
        Assert.Equal(Cell.All.Count, PublishedRuntimes.MohasselBytes.Count);
        Assert.Equal(Cell.All.Count, Targets.Seconds.Count);
    }

    [Fact]
    public void Speedups_agree_with_the_ones_that_the_paper_prints()
    {
        // Rows "0.30x 0.98x ..." of its Table 3; two digits, from times with two decimals.
        double Factor(string network, int records, int clusters)
        {
            int cell = PublishedRuntimes.IndexOf(new Cell(records, clusters));
            return PublishedRuntimes.MohasselSeconds[network][cell] / PublishedRuntimes.Seconds[network][cell];
        }

        Assert.Equal(0.30, Factor("LAN10000", 1_000, 2), 2);
        Assert.Equal(39.7, Factor("LAN10000", 100_000, 5), 1);
        Assert.Equal(7395, Factor("ccWAN100", 1_000_000, 2), 5 * 7395 / 1000.0);
        Assert.Equal(2557, Factor("ccWAN50", 1_000_000, 8), 5 * 2557 / 1000.0);
        Assert.Equal(1340, Factor("crpWAN500", 100_000, 5), 5 * 1340 / 1000.0);
    }
}
