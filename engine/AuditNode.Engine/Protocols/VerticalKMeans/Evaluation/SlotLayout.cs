namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Which slot holds which record. Many records: one after the other in batches of N/2, and every pair of clusters is compared once a batch.
/// Few records: the same records <see cref="Blocks"/> times in one ciphertext, and block b of group g works for cluster g Blocks + b, so that
/// k - 1 comparisons serve all clusters of a group. Very few: both halves of a ciphertext hold those blocks, the second <see cref="Lanes">lane</see>
/// makes the comparisons that the first one leaves out, and half as many serve the group. In between, two or three copies of the records compare
/// as many different pairs (<see cref="PairPlacement"/>).
/// </summary>
/// <remarks>Immutable; slots beyond the records hold zero and are masked before anything is summed.</remarks>
public sealed record SlotLayout
{
    /// <summary>A sign evaluation takes as long as about so many products of ciphertexts, and one whose blocks differ some more for encoding them.</summary>
    private const int ProductsPerSign = 20, ProductsPerEncoding = 2;

    private SlotLayout(int records, int slots, int clusters, int blocks, int lanes = 1, PairPlacement? pairs = null)
    {
        Records = records;
        SlotCount = slots;
        Clusters = clusters;
        Blocks = blocks;
        Lanes = lanes;
        Pairs = pairs;
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

    /// <summary>Which pair each block compares, where blocks are not for different clusters; else null.</summary>
    public PairPlacement? Pairs { get; }

    /// <summary>Slots to the left by which products are rotated to where weights are made; 0 where they are there.</summary>
    public int RotationSteps => Lanes > 1 ? SlotCount / 2 : Pairs is not null ? -Records : 0;

    /// <summary>Limbs of the products that are rotated, at most.</summary>
    public int RotationLimbs => CircuitDepth.LaneLimbs + (Pairs?.Blocks == 3 ? 1 : 0);

    /// <summary>Ciphertexts of a feature.</summary>
    public int BatchCount => Blocks > 1 ? 1 : (Records + SlotCount - 1) / SlotCount;

    /// <summary>Sets of clusters that one pass serves; 1 where records are not repeated.</summary>
    public int GroupCount => Blocks > 1 && Pairs is null ? (Clusters + Blocks - 1) / Blocks : 1;

    /// <summary>Sign evaluations for a group of clusters.</summary>
    public int StepCount => (Clusters - 1 + Lanes - 1) / Lanes;

    /// <summary>Whether the second lane has nothing to compare in the last step.</summary>
    public bool HasIdleLane => StepCount * Lanes > Clusters - 1;

    /// <summary>Sign evaluations of a round.</summary>
    public long SignCount => Pairs?.CiphertextCount ?? (Blocks > 1 ? (long)GroupCount * StepCount : (long)BatchCount * Clusters * (Clusters - 1) / 2);

    /// <summary>Ciphertexts of a batch's weights.</summary>
    public int WeightCount => Blocks > 1 && Pairs is null ? GroupCount : Clusters;

    /// <summary>The block that has a cluster's weights, and the ciphertext of the batch.</summary>
    /// <param name="cluster">i.</param>
    public (int Ciphertext, int Block) WeightPlace(int cluster) =>
        Pairs is not null ? (cluster, Blocks - 1) : Blocks > 1 ? (cluster / Blocks, cluster % Blocks) : (cluster, 0);

    /// <summary>The layout with the least work; among equals the simplest.</summary>
    /// <param name="records">n, at least 1.</param>
    /// <param name="slots">N/2.</param>
    /// <param name="clusters">k, at least 2.</param>
    /// <param name="mayRepeat">Whether blocks may be for different clusters; masked copies of every feature for every block are then kept.</param>
    /// <param name="mayRotate">Whether there may be lanes or pairs, which need one more key.</param>
    /// <param name="mayPair">
    /// Whether blocks may compare different pairs; not where weights are decrypted, since products of other pairs lie beside them.
    /// </param>
    public static SlotLayout Choose(int records, int slots, int clusters, bool mayRepeat = true, bool mayRotate = true, bool mayPair = true)
    {
        var best = new SlotLayout(records, slots, clusters, 1);
        for (int blocks = Math.Min(slots / records, 3); mayRotate && mayPair && blocks > 1; blocks--)
        {
            if (PairPlacement.TryCreate(clusters, blocks) is not { } pairs) continue;
            var paired = new SlotLayout(records, slots, clusters, blocks, pairs: pairs);
            if (paired.Work < best.Work) best = paired;
        }

        for (int lanes = 1; mayRepeat && lanes <= (mayRotate ? 2 : 1); lanes++)
        {
            int most = Math.Min(slots / lanes / records, clusters);
            if (most < 2) continue;
            // As few blocks as the number of groups needs: fewer masks.
            int groups = (clusters + most - 1) / most;
            var repeated = new SlotLayout(records, slots, clusters, (clusters + groups - 1) / groups, lanes);
            if (repeated.Work < best.Work) best = repeated;
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
    /// <param name="lane">From 0 to <see cref="Lanes"/> - 1; weights are in the first one.</param>
    public void Fill(int batch, int block, double value, Span<double> slots, int lane = 0) =>
        slots.Slice(Start(lane, block), RecordsIn(batch)).Fill(value);

    /// <summary>Sign evaluations and products of a round, in products.</summary>
    private long Work => SignCount * (ProductsPerSign + (Blocks > 1 ? ProductsPerEncoding : 0)) + (long)(Clusters - 2) * (Blocks == 1 ? (long)BatchCount * Clusters : Pairs is null ? GroupCount * Lanes : Clusters);

    private int Start(int lane, int block) => lane * (SlotCount / 2) + block * Records;
}
