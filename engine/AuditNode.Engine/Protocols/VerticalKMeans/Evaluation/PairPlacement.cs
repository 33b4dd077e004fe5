namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// A place for every pair of clusters in the blocks of as few ciphertexts as possible: one sign evaluation then compares two or three pairs. The
/// factors of a weight are multiplied block by block, brought to the last block, and multiplied again; for that to take no level more than one
/// product over all of them, a cluster may have at most a quarter of 2^depth of its pairs in two of three blocks and half of it in the third, or
/// half in each of two (docs/kmeans-evaluation.md, "Layout"). Immutable, and the same for everybody.
/// </summary>
public sealed class PairPlacement
{
    private const int Attempts = 64, StepsPerPair = 200;

    private readonly int[] _blockOf;
    private readonly int[] _placeOf;

    private PairPlacement(int clusters, int blocks, int ciphertexts, int[] blockOf)
    {
        (Clusters, Blocks, CiphertextCount, _blockOf) = (clusters, blocks, ciphertexts, blockOf);
        _placeOf = new int[blockOf.Length];
        var next = new int[blocks];
        for (int pair = 0; pair < blockOf.Length; pair++) _placeOf[pair] = next[blockOf[pair]]++;
    }

    /// <summary>k.</summary>
    public int Clusters { get; }

    /// <summary>2 or 3.</summary>
    public int Blocks { get; }

    /// <summary>Sign evaluations.</summary>
    public int CiphertextCount { get; }

    /// <summary>Levels of a weight's product.</summary>
    public int Depth => DepthOf(Clusters);

    /// <summary>Finds a placement, or null where none is found that takes no more levels.</summary>
    /// <param name="clusters">k, at least 3 for two blocks and 4 for three.</param>
    /// <param name="blocks">2 or 3.</param>
    public static PairPlacement? TryCreate(int clusters, int blocks)
    {
        if (blocks is < 2 or > 3 || DepthOf(clusters) < blocks - 1) return null;
        int pairs = clusters * (clusters - 1) / 2, ciphertexts = (pairs + blocks - 1) / blocks;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            var search = new PairSearch(clusters, blocks, ciphertexts, DepthOf(clusters), (uint)attempt);
            if (search.Run(StepsPerPair * pairs) is { } blockOf) return new PairPlacement(clusters, blocks, ciphertexts, blockOf);
        }

        return null;
    }

    /// <summary>The pair in a block of a ciphertext, or null where that block has none.</summary>
    /// <param name="ciphertext">From 0 to <see cref="CiphertextCount"/> - 1.</param>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    public (int First, int Second)? PairAt(int ciphertext, int block)
    {
        int pair = 0;
        for (int i = 0; i < Clusters; i++)
        {
            for (int j = i + 1; j < Clusters; j++, pair++)
            {
                if (_blockOf[pair] == block && _placeOf[pair] == ciphertext) return (i, j);
            }
        }

        return null;
    }

    /// <summary>The comparisons of a cluster in a block: which ciphertext, and whether the cluster is the pair's first, whose preference is p.</summary>
    /// <param name="cluster">i.</param>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    public IReadOnlyList<(int Ciphertext, bool IsFirst)> Factors(int cluster, int block)
    {
        var factors = new List<(int, bool)>();
        int pair = 0;
        for (int i = 0; i < Clusters; i++)
        {
            for (int j = i + 1; j < Clusters; j++, pair++)
            {
                if (_blockOf[pair] == block && (i == cluster || j == cluster)) factors.Add((_placeOf[pair], i == cluster));
            }
        }

        return factors;
    }

    /// <summary>The block with most factors of a cluster, which is multiplied last.</summary>
    public int LargestBlock(int cluster) => Enumerable.Range(0, Blocks).MaxBy(b => Factors(cluster, b).Count);

    private static int DepthOf(int clusters) => Ckks.Circuits.ProductTree.Depth(clusters - 1);
}
