namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Which slot holds which record. Many records: one after the other in batches of N/2, and every pair of clusters is compared once a batch.
/// Few records: the same records <see cref="Blocks"/> times in one ciphertext, and block b of group g works for cluster g Blocks + b, so that
/// k - 1 comparisons serve all clusters of a group. Very few: both halves of a ciphertext hold those blocks, the second <see cref="Lanes">lane</see>
/// makes the comparisons that the first one leaves out, and half as many serve the group.
/// </summary>
/// <remarks>Immutable; slots beyond the records hold zero and are masked before anything is summed.</remarks>
public sealed record SlotLayout
{
    private SlotLayout(int records, int slots, int clusters, int blocks, int lanes = 1)
    {
        Records = records;
        SlotCount = slots;
        Clusters = clusters;
        Blocks = blocks;
        Lanes = lanes;
    }

    /// <summary>n.</summary>
    public int Records { get; }

    /// <summary>Slots of a ciphertext, N/2.</summary>
    public int SlotCount { get; }

    /// <summary>k.</summary>
    public int Clusters { get; }

    /// <summary>How often the records are repeated in a lane: 1, or from 2 to k.</summary>
    public int Blocks { get; }

    /// <summary>Comparisons of a cluster that a ciphertext makes side by side, N/4 slots apart: 1, or 2 where the blocks fit half of the slots.</summary>
    public int Lanes { get; }

    /// <summary>Ciphertexts of a feature.</summary>
    public int BatchCount => Blocks > 1 ? 1 : (Records + SlotCount - 1) / SlotCount;

    /// <summary>Sets of clusters that one pass serves; 1 where records are not repeated.</summary>
    public int GroupCount => Blocks > 1 ? (Clusters + Blocks - 1) / Blocks : 1;

    /// <summary>Sign evaluations for a group of clusters.</summary>
    public int StepCount => (Clusters - 1 + Lanes - 1) / Lanes;

    /// <summary>Whether the second lane has nothing to compare in the last step.</summary>
    public bool HasIdleLane => StepCount * Lanes > Clusters - 1;

    /// <summary>Sign evaluations of a round.</summary>
    public long SignCount => Blocks > 1 ? (long)GroupCount * StepCount : (long)BatchCount * Clusters * (Clusters - 1) / 2;

    /// <summary>The layout with the fewest sign evaluations; among equals the simplest.</summary>
    /// <param name="records">n, at least 1.</param>
    /// <param name="slots">N/2.</param>
    /// <param name="clusters">k, at least 2.</param>
    /// <param name="mayRepeat">Whether records may be repeated; masked copies of every feature for every cluster are then kept.</param>
    /// <param name="mostLanes">1 or 2; two lanes need one more key.</param>
    public static SlotLayout Choose(int records, int slots, int clusters, bool mayRepeat = true, int mostLanes = 2)
    {
        var best = new SlotLayout(records, slots, clusters, 1);
        for (int lanes = 1; mayRepeat && lanes <= mostLanes; lanes++)
        {
            int most = Math.Min(slots / lanes / records, clusters);
            if (most < 2) continue;
            // As few blocks as the number of groups needs: fewer masks.
            int groups = (clusters + most - 1) / most;
            var repeated = new SlotLayout(records, slots, clusters, (clusters + groups - 1) / groups, lanes);
            if (repeated.SignCount < best.SignCount) best = repeated;
        }

        return best;
    }

    /// <summary>Records in a batch, from its first slot (of every block).</summary>
    /// <param name="batch">From 0 to <see cref="BatchCount"/> - 1.</param>
    public int RecordsIn(int batch) => Blocks > 1 ? Records : Math.Min(SlotCount, Records - batch * SlotCount);

    /// <summary>Whether every slot of a batch holds a record that counts.</summary>
    /// <param name="batch">From 0 to <see cref="BatchCount"/> - 1.</param>
    public bool IsFull(int batch) => Blocks == 1 && RecordsIn(batch) == SlotCount;

    /// <summary>Places a batch of a column into slots.</summary>
    /// <param name="column">n values.</param>
    /// <param name="batch">From 0 to <see cref="BatchCount"/> - 1.</param>
    /// <param name="slots">N/2 values; slots without a record get zero.</param>
    public void Place(ReadOnlySpan<double> column, int batch, Span<double> slots)
    {
        slots.Clear();
        ReadOnlySpan<double> records = column.Slice(batch * SlotCount, RecordsIn(batch));
        for (int lane = 0; lane < Lanes; lane++)
        {
            for (int b = 0; b < Blocks; b++) records.CopyTo(slots[Start(lane, b)..]);
        }
    }

    /// <summary>Fills the slots of one block with a value.</summary>
    /// <param name="batch">From 0 to <see cref="BatchCount"/> - 1.</param>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    /// <param name="value">Value.</param>
    /// <param name="slots">N/2 values, of which the others stay as they are.</param>
    /// <param name="lane">From 0 to <see cref="Lanes"/> - 1; results are in the first one.</param>
    public void Fill(int batch, int block, double value, Span<double> slots, int lane = 0) =>
        slots.Slice(Start(lane, block), RecordsIn(batch)).Fill(value);

    private int Start(int lane, int block) => lane * (SlotCount / 2) + block * Records;
}
