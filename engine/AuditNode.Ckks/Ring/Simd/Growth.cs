namespace AuditNode.Ckks.Ring.Simd;

/// <summary>How far values may grow inside a transform before they are reduced.</summary>
internal interface IGrowth
{
    /// <summary>Whether every pass must reduce its inputs.</summary>
    static abstract bool Eager { get; }
}

/// <summary>Moduli of at most 48 bits: nothing is reduced before the last stage.</summary>
internal readonly struct LazyGrowth : IGrowth
{
    public static bool Eager => false;
}

/// <summary>Moduli of 49 and 50 bits.</summary>
internal readonly struct EagerGrowth : IGrowth
{
    public static bool Eager => true;
}
