using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class SlotLayoutTests
{
    [Theory]
    [InlineData(1_000, 8192, 8, 8, 1, 7)] // 28 pairs one after the other
    [InlineData(2_000, 8192, 8, 4, 2, 14)]
    [InlineData(2_500, 8192, 7, 3, 3, 18)]
    [InlineData(4_000, 8192, 8, 1, 1, 28)] // two blocks would save nothing
    [InlineData(1_000, 8192, 2, 1, 1, 1)]
    [InlineData(20_000, 8192, 5, 1, 1, 30)]
    public void Records_are_repeated_where_that_saves_sign_evaluations(int records, int slots, int clusters, int blocks, int groups, long signs)
    {
        SlotLayout layout = SlotLayout.Choose(records, slots, clusters);
        Assert.Equal((blocks, groups, signs), (layout.Blocks, layout.GroupCount, layout.SignCount));
        Assert.Equal(1, SlotLayout.Choose(records, slots, clusters, mayRepeat: false).Blocks);
    }

    [Fact]
    public void Every_record_is_in_one_slot_of_every_block_and_the_others_are_zero()
    {
        foreach (SlotLayout layout in new[] { SlotLayout.Choose(20, 8, 2), SlotLayout.Choose(5, 32, 6) })
        {
            double[] column = [.. Enumerable.Range(1, layout.Records).Select(i => (double)i)], slots = new double[layout.SlotCount];
            var seen = new List<double>();
            for (int b = 0; b < layout.BatchCount; b++)
            {
                Array.Fill(slots, double.NaN);
                layout.Place(column, b, slots);
                seen.AddRange(slots.Where(v => v != 0));
                Assert.Equal(layout.IsFull(b), slots.All(v => v != 0));
                for (int block = 0; block < layout.Blocks; block++)
                {
                    var mask = new double[layout.SlotCount];
                    layout.Fill(b, block, 1, mask);
                    Assert.Equal(layout.RecordsIn(b), mask.Sum());
                    Assert.All(Enumerable.Range(0, slots.Length).Where(s => mask[s] == 1), s => Assert.NotEqual(0, slots[s]));
                }
            }

            Assert.Equal(Enumerable.Repeat(column, layout.Blocks).SelectMany(c => c).Order(), seen.Order());
        }
    }
}
