namespace AuditNode.Ckks.Ring;

/// <summary>Keeps buffers of whole limbs for reuse, so that operations allocate nothing once warm. Safe for any thread.</summary>
internal sealed class BufferPool(int limbStride)
{
    private const int MaximumLimbs = 256;

    // A round of k-means has three polynomials for each of its outputs at once, say 24 outputs; what was let go would be allocated and cleared again in every round.
    private const int MaximumKeptPerSize = 128;

    private readonly Lock _lock = new();
    private readonly Stack<AlignedBuffer>?[] _free = new Stack<AlignedBuffer>?[MaximumLimbs + 1];

    /// <summary>A buffer of exactly this many limbs with undefined contents.</summary>
    public AlignedBuffer Rent(int limbs)
    {
        lock (_lock)
        {
            if (limbs <= MaximumLimbs && _free[limbs] is { Count: > 0 } stack) return stack.Pop();
        }

        return new AlignedBuffer(limbs * limbStride);
    }

    /// <summary>Takes a buffer back; the caller must not use it any more.</summary>
    public void Return(AlignedBuffer buffer)
    {
        int limbs = buffer.Length / limbStride;
        if (limbs > MaximumLimbs) return;
        lock (_lock)
        {
            Stack<AlignedBuffer> stack = _free[limbs] ??= new Stack<AlignedBuffer>();
            if (stack.Count < MaximumKeptPerSize) stack.Push(buffer);
        }
    }
}
