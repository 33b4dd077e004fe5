using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AuditNode.Ckks.Ring;

/// <summary>Pinned doubles that start at a 64-byte boundary, so that vector loads never straddle a cache line.</summary>
/// <remarks>
/// The array lives on the pinned object heap: the pointer stays valid as long as this object is reachable, and nothing has to
/// be freed by hand.
/// </remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int AlignmentBytes = 64;

    private readonly double[] _array;

    /// <param name="length">Number of doubles.</param>
    public AlignedBuffer(int length)
    {
        _array = GC.AllocateUninitializedArray<double>(length + AlignmentBytes / sizeof(double), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        Pointer = (double*)((address + AlignmentBytes - 1) & ~(nint)(AlignmentBytes - 1));
        Length = length;
    }

    /// <summary>First element.</summary>
    public double* Pointer { get; }

    /// <summary>Number of doubles.</summary>
    public int Length { get; }

    /// <summary>All elements.</summary>
    public Span<double> Span => new(Pointer, Length);

    /// <summary>Overwrites everything with zeros, in a way that is not optimised away.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_array.AsSpan()));
}
