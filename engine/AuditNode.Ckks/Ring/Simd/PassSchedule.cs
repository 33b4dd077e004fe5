namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// The passes of a transform before its tail: as many of radix 8 as leave an even number of stages, then radix 4. A pass costs
/// its memory traffic once, whatever its radix.
/// </summary>
internal readonly struct PassSchedule
{
    /// <summary>Doubles of a block that is finished in one go: 16 KiB of data and as much of twiddles stay in a 32 KiB cache.</summary>
    public const int BlockLength = 2048;

    private readonly int _eights;

    /// <param name="degree">N, at least <see cref="RnsBasis.MinimumDegree"/>, so that there are five stages or more.</param>
    /// <param name="tail">Length of the groups that the tail finishes.</param>
    public PassSchedule(int degree, int tail)
    {
        int stages = System.Numerics.BitOperations.Log2((uint)(degree / tail));
        int fours = (3 - stages % 3) % 3;
        _eights = (stages - 2 * fours) / 3;
        Count = _eights + fours;
    }

    /// <summary>Number of passes.</summary>
    public int Count { get; }

    /// <summary>Radix of a pass of the forward transform; the inverse runs them backwards.</summary>
    public int Radix(int pass) => pass < _eights ? 8 : 4;
}
