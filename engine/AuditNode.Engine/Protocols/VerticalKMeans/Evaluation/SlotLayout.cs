namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Which slot holds which record. Many records: one after the other in batches of N/2, and every pair of clusters is compared once a batch.
/// Few records: the same records <see cref="Blocks"/> times in one ciphertext, and block b of group g works for cluster g Blocks + b, so that
/// k - 1 comparisons serve all clusters of a group.
/// </summary>
/// <remarks>Immutable; slots beyond the records hold zero and are masked before anything is summed.</remarks>
public sealed record SlotLayout
{
    private SlotLayout(int records, int slots, int clusters, int blocks)
    {
        Records = records;
        SlotCount = slots;
        Clusters = clusters;
        Blocks = blocks;
    }

    /// <summary>n.</summary>
    public int Records { get; }

    /// <summary>Slots of a ciphertext, N/2.</summary>
    public int SlotCount { get; }

    /// <summary>k.</summary>
    public int Clusters { get; }

    /// <summary>How often the records are repeated in a ciphertext: 1, or from 3 to k.</summary>
    public int Blocks { get; }

    /// <summary>Ciphertexts of a feature.</summary>
    public int BatchCount => Blocks > 1 ? 1 : (Records + SlotCount - 1) / SlotCount;

    /// <summary>Sets of clusters that one pass serves; 1 where records are not repeated.</summary>
    public int GroupCount => Blocks > 1 ? (Clusters + Blocks - 1) / Blocks : 1;

    /// <summary>Sign evaluations of a round.</summary>
    public long SignCount => Blocks > 1 ? (long)GroupCount * (Clusters - 1) : (long)BatchCount * Clusters * (Clusters - 1) / 2;

    /// <summary>The layout with the fewest sign evaluations; among equals the one without repetition.</summary>
    /// <param name="records">n, at least 1.</param>
    /// <param name="slots">N/2.</param>
    /// <param name="clusters">k, at least 2.</param>
    /// <param name="mayRepeat">Whether records may be repeated; masked copies of every feature for every cluster are then kept.</param>
    public static SlotLayout Choose(int records, int slots, int clusters, bool mayRepeat = true)
    {
        var best = new SlotLayout(records, slots, clusters, 1);
        int most = Math.Min(slots / records, clusters);
        if (most < 3 || !mayRepeat) return best;
        // As few blocks as the number of groups needs: fewer masks.
        int groups = (clusters + most - 1) / most;
        var repeated = new SlotLayout(records, slots, clusters, (clusters + groups - 1) / groups);
        return repeated.SignCount < best.SignCount ? repeated : best;
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
        for (int b = 0; b < Blocks; b++) records.CopyTo(slots[(b * Records)..]);
    }

    /// <summary>Fills the slots of one block with a value.</summary>
    /// <param name="batch">From 0 to <see cref="BatchCount"/> - 1.</param>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    /// <param name="value">Value.</param>
    /// <param name="slots">N/2 values, of which the others stay as they are.</param>
    public void Fill(int batch, int block, double value, Span<double> slots) =>
        slots.Slice(block * Records, RecordsIn(batch)).Fill(value);
}
