namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Local search for a <see cref="PairPlacement"/>: moves pairs between blocks as long as limits are exceeded, never to something worse. Integers and a
/// fixed sequence of numbers only, so that everybody finds the same.
/// </summary>
internal sealed class PairSearch
{
    private readonly (int I, int J)[] _pairs;
    private readonly int[] _blockOf, _sizes;
    private readonly int[,] _degrees;
    private readonly int _blocks, _largest, _big, _small;
    private uint _state;

    public PairSearch(int clusters, int blocks, int largestBlock, int depth, uint attempt)
    {
        _blocks = blocks;
        _largest = largestBlock;
        _big = 1 << (depth - 1);
        _small = blocks == 2 ? _big : _big / 2;
        _state = attempt * 2654435761u + 1;
        _pairs = [.. from i in Enumerable.Range(0, clusters) from j in Enumerable.Range(i + 1, clusters - i - 1) select (i, j)];
        _blockOf = new int[_pairs.Length];
        _sizes = new int[blocks];
        _degrees = new int[clusters, blocks];
        for (int p = 0; p < _pairs.Length; p++) Put(p, p % blocks);
    }

    /// <summary>The block of every pair, or null after so many steps.</summary>
    public int[]? Run(int steps)
    {
        int excess = Excess();
        for (int step = 0; step < steps && excess > 0; step++)
        {
            int pair = Next(_pairs.Length), from = _blockOf[pair], to = (from + 1 + Next(_blocks - 1)) % _blocks, other = Next(_pairs.Length);
            // Half of the moves swap two pairs, which keeps the blocks' sizes.
            bool swaps = Next(2) == 0 && _blockOf[other] == to;
            Move(pair, to);
            if (swaps) Move(other, from);
            int found = Excess();
            if (found <= excess)
            {
                excess = found;
                continue;
            }

            Move(pair, from);
            if (swaps) Move(other, to);
        }

        return excess == 0 ? _blockOf : null;
    }

    private int Excess()
    {
        int excess = 0;
        foreach (int size in _sizes) excess += Math.Max(0, size - _largest);
        for (int i = 0; i < _degrees.GetLength(0); i++)
        {
            int small = 0, relief = 0;
            for (int b = 0; b < _blocks; b++)
            {
                int over = Math.Max(0, _degrees[i, b] - _small);
                small += over;
                relief = Math.Max(relief, over - Math.Max(0, _degrees[i, b] - _big));
            }

            excess += small - relief;
        }

        return excess;
    }

    private void Put(int pair, int block)
    {
        _blockOf[pair] = block;
        _sizes[block]++;
        _degrees[_pairs[pair].I, block]++;
        _degrees[_pairs[pair].J, block]++;
    }

    private void Move(int pair, int to)
    {
        int from = _blockOf[pair];
        _sizes[from]--;
        _degrees[_pairs[pair].I, from]--;
        _degrees[_pairs[pair].J, from]--;
        Put(pair, to);
    }

    /// <summary>Marsaglia's xorshift: nothing here is secret.</summary>
    private int Next(int bound)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)bound);
    }
}
