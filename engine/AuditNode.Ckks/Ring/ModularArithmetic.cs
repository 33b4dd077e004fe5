namespace AuditNode.Ckks.Ring;

/// <summary>Scalar arithmetic modulo a 64-bit integer, for tables and parameters (never in a hot loop).</summary>
public static class ModularArithmetic
{
    // These bases make Miller-Rabin deterministic below 3.3 * 10^24 (Sorenson and Webster 2015, arXiv:1509.00864).
    private static readonly ulong[] s_witnesses = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

    /// <summary>a * b mod m, for a and b below m.</summary>
    public static ulong Multiply(ulong a, ulong b, ulong m) => (ulong)((UInt128)a * b % m);

    /// <summary>b^e mod m.</summary>
    public static ulong Power(ulong b, ulong e, ulong m)
    {
        ulong result = 1 % m;
        for (b %= m; e != 0; e >>= 1)
        {
            if ((e & 1) != 0) result = Multiply(result, b, m);
            b = Multiply(b, b, m);
        }

        return result;
    }

    /// <summary>a^-1 mod p for a prime p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a is a multiple of p.</exception>
    public static ulong Inverse(ulong a, ulong p)
    {
        if (a % p == 0) throw new ArgumentOutOfRangeException(nameof(a), a, $"{a} has no inverse modulo {p}.");
        return Power(a, p - 2, p);
    }

    /// <summary>Whether n is prime; deterministic for every 64-bit n.</summary>
    public static bool IsPrime(ulong n)
    {
        if (n < 2) return false;
        foreach (ulong w in s_witnesses)
        {
            if (n % w == 0) return n == w;
        }

        int twos = System.Numerics.BitOperations.TrailingZeroCount(n - 1);
        ulong odd = (n - 1) >> twos;
        foreach (ulong w in s_witnesses)
        {
            ulong x = Power(w, odd, n);
            if (x == 1 || x == n - 1) continue;
            bool composite = true;
            for (int i = 1; i < twos && composite; i++)
            {
                x = Multiply(x, x, n);
                composite = x != n - 1;
            }

            if (composite) return false;
        }

        return true;
    }

    /// <summary>The smallest primitive root of unity of the given power-of-two order modulo p, as Microsoft SEAL chooses it.</summary>
    /// <param name="order">A power of two that divides p - 1.</param>
    /// <param name="p">A prime.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order does not divide p - 1.</exception>
    public static ulong MinimalPrimitiveRoot(ulong order, ulong p)
    {
        if (!System.Numerics.BitOperations.IsPow2(order) || (p - 1) % order != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, $"No root of unity of order {order} exists modulo {p}.");
        }

        ulong root = 0;
        for (ulong candidate = 2; root == 0; candidate++)
        {
            ulong r = Power(candidate, (p - 1) / order, p);
            if (Power(r, order / 2, p) == p - 1) root = r;
        }

        // The primitive roots are the odd powers of any one of them.
        ulong square = Multiply(root, root, p), minimal = root;
        for (ulong i = 1, r = root; i < order / 2; i++)
        {
            r = Multiply(r, square, p);
            minimal = Math.Min(minimal, r);
        }

        return minimal;
    }
}
