namespace AuditNode.Ckks.Ring;

/// <summary>X -> X^g for an odd g, as a permutation of the evaluations that the forward transform leaves.</summary>
internal sealed unsafe class Automorphism
{
    private readonly int[] _indices;

    /// <param name="degree">N.</param>
    /// <param name="element">g, odd and below 2N.</param>
    public Automorphism(int degree, uint element)
    {
        if ((element & 1) == 0 || element >= 2 * (uint)degree)
        {
            throw new ArgumentOutOfRangeException(nameof(element), element, $"A Galois element must be odd and below {2 * degree}.");
        }

        Element = element;
        _indices = GC.AllocateUninitializedArray<int>(degree, pinned: true);
        Indices = (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_indices));
        int log = System.Numerics.BitOperations.Log2((uint)degree);
        for (int i = 0; i < degree; i++)
        {
            // Evaluation i stands at the root's power 2 bitreverse(i) + 1, and moves to g times that.
            ulong power = (ulong)element * (2 * (ulong)NttTables.BitReverse(i, log) + 1) & (2 * (ulong)degree - 1);
            _indices[i] = NttTables.BitReverse((int)(power >> 1), log);
        }
    }

    /// <summary>g.</summary>
    public uint Element { get; }

    /// <summary>Evaluation i of the image is evaluation Indices[i] of the original.</summary>
    public int* Indices { get; }
}
