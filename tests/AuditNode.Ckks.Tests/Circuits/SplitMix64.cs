using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

/// <summary>A tiny generator with a fixed sequence: https://prng.di.unimi.it/splitmix64.c.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>A multiple of 2^-47 in [-1, 1).</summary>
    internal double NextSigned() => Math.ScaleB((double)(Next() >> 16), -47) - 1.0;

    /// <summary>A series of exactly this degree whose coefficients, multiples of 2^-47, follow the parity.</summary>
    internal ChebyshevSeries NextSeries(int degree, ChebyshevParity parity)
    {
        var coefficients = new double[degree + 1];
        for (var k = degree; k >= 0; k -= parity == ChebyshevParity.None ? 1 : 2)
        {
            coefficients[k] = NextSigned();
        }

        return new ChebyshevSeries(coefficients);
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
