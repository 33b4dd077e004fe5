namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Largest total modulus for 128-bit classical security with a uniform ternary secret and error deviation 3.2, from the
/// Homomorphic Encryption Standard (Albrecht et al. 2018, eprint 2019/939, table 1; the same figures as in Microsoft SEAL).
/// </summary>
public static class SecurityStandard
{
    /// <summary>Smallest ring degree in the table.</summary>
    public const int MinimumDegree = 1024;

    /// <summary>Largest ring degree in the table.</summary>
    public const int MaximumDegree = 32768;

    /// <summary>Largest number of bits of the product of all primes, special ones included.</summary>
    /// <param name="degree">Ring degree, a power of two from 1024 to 32768.</param>
    /// <exception cref="RlweParameterException">The table has no such degree.</exception>
    public static int MaximumModulusBits(int degree) => degree switch
    {
        1024 => 27,
        2048 => 54,
        4096 => 109,
        8192 => 218,
        16384 => 438,
        32768 => 881,
        _ => throw new RlweParameterException("degree",
            $"The ring degree is {degree}, but must be a power of two from {MinimumDegree} to {MaximumDegree}, for which the " +
            "Homomorphic Encryption Standard tabulates 128-bit security."),
    };
}
