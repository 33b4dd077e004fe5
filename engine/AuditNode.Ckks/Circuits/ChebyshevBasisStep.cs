using System.Numerics;

namespace AuditNode.Ckks.Circuits;

/// <summary>One basis element from smaller ones: T_Index = 2 T_A T_B - T_{A - B}, for one relinearisation and one rescale.</summary>
/// <param name="Index">A + B, at least 2.</param>
/// <param name="A">At least B, and at most the largest power of two below Index.</param>
/// <param name="B">At least 1. T_{A - B} is the constant 1 where A = B.</param>
public readonly record struct ChebyshevBasisStep(int Index, int A, int B)
{
    /// <summary>The multiplicative depth of T_Index, ceil(log2 Index).</summary>
    public int Depth => DepthOf(Index);

    /// <summary>ceil(log2 index): the least depth, in levels, of T_index; 0 for the constant and the variable itself.</summary>
    /// <param name="index">From 0.</param>
    public static int DepthOf(int index) => index < 2 ? 0 : BitOperations.Log2((uint)(index - 1)) + 1;
}
