namespace AuditNode.Ckks.Tests;

/// <summary>Reproducible pseudo-random test inputs (SplitMix64: fast, and not for secrets).</summary>
internal static class TestVectors
{
    public static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public static ulong[] Residues(int count, ulong modulus, ulong seed)
    {
        var values = new ulong[count];
        for (int i = 0; i < count; i++) values[i] = Next(ref seed) % modulus;
        return values;
    }

    /// <summary>Doubles in [-1, 1).</summary>
    public static double[] Reals(int count, ulong seed)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = (long)Next(ref seed) / 9223372036854775808.0;
        return values;
    }
}
