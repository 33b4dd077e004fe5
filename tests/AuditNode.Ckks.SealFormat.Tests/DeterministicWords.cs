using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>Test values that look random and are the same in every run: SHA-256 of the seed and a counter.</summary>
internal sealed class DeterministicWords(string seed)
{
    private readonly byte[] input = [.. Encoding.UTF8.GetBytes(seed), .. new byte[sizeof(ulong)]];
    private ulong counter;

    public ulong Below(ulong bound)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(input.AsSpan(^sizeof(ulong)..), counter++);
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(input)) % bound;
    }

    public double[] Reals(int count) => [.. Enumerable.Range(0, count).Select(_ => (Below(2_000_001) / 1000.0) - 1000)];

    /// <summary>Polynomials over the first primes of the parameters, in SEAL's order.</summary>
    public ulong[] Polynomials(SealParameters parameters, int primeCount, int polynomialCount)
    {
        var words = new ulong[polynomialCount * primeCount * parameters.Degree];
        for (var i = 0; i < words.Length; i++)
            words[i] = Below(parameters.Primes[i / parameters.Degree % primeCount]);
        return words;
    }
}
