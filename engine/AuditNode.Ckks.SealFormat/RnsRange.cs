namespace AuditNode.Ckks.SealFormat;

/// <summary>The range of residues: every coefficient is below its prime.</summary>
internal static class RnsRange
{
    /// <summary>Checks whole polynomials over the first <paramref name="primeCount"/> primes, in SEAL's order.</summary>
    /// <param name="parameters">Gives the degree and the primes.</param>
    /// <param name="primeCount">The number of primes of the level.</param>
    /// <param name="words">Polynomial by polynomial, in each prime by prime, in each the N coefficients.</param>
    /// <param name="secret">Whether the exception must keep the coefficient to itself.</param>
    /// <exception cref="SealFormatException">A coefficient is not below its prime; the field is <c>data[index]</c>.</exception>
    public static void Check(SealParameters parameters, int primeCount, ReadOnlySpan<ulong> words, bool secret)
    {
        for (var start = 0; start < words.Length; start += parameters.Degree)
        {
            var primeIndex = start / parameters.Degree % primeCount;
            var prime = parameters.Primes[primeIndex];
            var bad = words.Slice(start, parameters.Degree).IndexOfAnyExceptInRange(0UL, prime - 1);
            if (bad >= 0)
                throw new SealFormatException(
                    $"data[{start + bad}]",
                    secret ? "a secret coefficient out of range" : $"{words[start + bad]}",
                    $"0 to {prime - 1}, below coeffModulus[{primeIndex}]",
                    "The data is damaged or was made for other parameters.");
        }
    }
}
