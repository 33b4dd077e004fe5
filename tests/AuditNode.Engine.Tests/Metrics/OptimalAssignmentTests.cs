using AuditNode.Engine.Metrics;
using AuditNode.Engine.Tests.Evaluation;

namespace AuditNode.Engine.Tests.Metrics;

public sealed class OptimalAssignmentTests
{
    [Fact]
    public void The_largest_total_is_found_where_the_greedy_match_misses_it()
    {
        // Greedy takes 10 + 1; the best is 9 + 9.
        Assert.Equal([1, 0], OptimalAssignment.Maximise(new long[,] { { 10, 9 }, { 9, 1 } }));
    }

    [Fact]
    public void Rows_without_a_column_are_marked()
    {
        Assert.Equal([-1, 0, -1], OptimalAssignment.Maximise(new long[,] { { 1 }, { 3 }, { 2 } }));
        Assert.Equal([2], OptimalAssignment.Maximise(new long[,] { { -5, -7, -3 } }));
    }

    [Fact]
    public void Random_rectangles_agree_with_trying_all_matches()
    {
        for (int round = 0; round < 300; round++)
        {
            double[] random = new RandomVectors(TestSeed.Value + (ulong)round).Uniform(38);
            int rows = 1 + (int)((random[36] + 1) * 2.999), columns = 1 + (int)((random[37] + 1) * 2.999);
            var weights = new long[rows, columns];
            for (int i = 0; i < rows * columns; i++) weights[i / columns, i % columns] = (long)(random[i] * 20);
            int[] match = OptimalAssignment.Maximise(weights);
            int[] used = [.. match.Where(c => c >= 0)];
            Assert.True(used.Length == Math.Min(rows, columns) && used.Distinct().Count() == used.Length, TestSeed.Describe(round));
            long total = Enumerable.Range(0, rows).Sum(r => match[r] < 0 ? 0 : weights[r, match[r]]);
            Assert.True(total == Best(weights, 0, 0, Math.Max(0, rows - columns)), TestSeed.Describe(round));
        }
    }

    private static long Best(long[,] weights, int row, int usedColumns, int skips)
    {
        if (row == weights.GetLength(0)) return 0;
        long best = skips > 0 ? Best(weights, row + 1, usedColumns, skips - 1) : long.MinValue / 2;
        for (int c = 0; c < weights.GetLength(1); c++)
        {
            if ((usedColumns >> c & 1) == 0) best = Math.Max(best, weights[row, c] + Best(weights, row + 1, usedColumns | 1 << c, skips));
        }

        return best;
    }
}
