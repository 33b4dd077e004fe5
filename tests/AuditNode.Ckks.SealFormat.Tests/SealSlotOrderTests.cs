namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>
/// The conventions that data from SEAL depends on, checked on a key and a ciphertext that SEAL made: root, order of the transform,
/// sign of the secret, order of the slots.
/// </summary>
[Collection(SealCollection.Name)]
public class SealSlotOrderTests(SealSessions sessions)
{
    private const int Degree = 1024;
    private const double Scale = 1 << 25;

    [Fact]
    public async Task The_transform_and_the_slots_are_ordered_as_documented()
    {
        var folder = sessions.NewFolder();
        var values = new DeterministicWords("slots").Reals(Degree / 2);
        await NodeSeal.RunAsync(folder,
        [
            new { @do = "context", degree = Degree, bitSizes = new[] { 50, 40, 50 }, security = "none" },
            new { @do = "keygen" },
            new { @do = "saveParameters", file = "parameters.bin" },
            new { @do = "saveSecretKey", file = "secret.bin" },
            new { @do = "encode", values, scale = Scale, @out = "plain" },
            new { @do = "encrypt", @in = "plain", @out = "fresh" },
            new { @do = "saveCiphertext", @in = "fresh", file = "fresh.bin" },
        ]);
        byte[] Load(string name) => File.ReadAllBytes(Path.Combine(folder, name));
        var parameters = SealParameters.Read(Load("parameters.bin"));
        using var secret = SealSecretKey.Read(Load("secret.bin"), parameters);
        var fresh = SealCiphertext.Read(Load("fresh.bin"), parameters);

        var first = Centred(Inverse(secret.Residues(0), parameters.Primes[0]), parameters.Primes[0]);
        Assert.All(first, coefficient => Assert.InRange(coefficient, -1, 1));
        for (var prime = 1; prime < parameters.Primes.Length; prime++)
            Assert.Equal(first, Centred(Inverse(secret.Residues(prime), parameters.Primes[prime]), parameters.Primes[prime]));

        var modulus = parameters.Primes[0];
        var message = new ulong[Degree];
        for (var i = 0; i < Degree; i++)
            message[i] = (ulong)((fresh.Residues(0, 0)[i] + ((UInt128)fresh.Residues(1, 0)[i] * secret.Residues(0)[i])) % modulus);
        var slots = Slots(Centred(Inverse(message, modulus), modulus));
        for (var i = 0; i < slots.Length; i++)
            Assert.InRange(slots[i] - values[i], -0.01, 0.01);
    }

    /// <summary>The inverse transform from its definition: word k is the value at psi^(2 reversed(k) + 1).</summary>
    private static ulong[] Inverse(ReadOnlySpan<ulong> words, ulong modulus)
    {
        var powers = new ulong[2 * Degree];
        powers[0] = 1;
        var root = SmallestPrimitiveRoot(modulus);
        for (var i = 1; i < powers.Length; i++)
            powers[i] = Multiply(powers[i - 1], root, modulus);

        var bits = int.Log2(Degree);
        var degreeInverse = Power((ulong)Degree, modulus - 2, modulus);
        var result = new ulong[Degree];
        for (var i = 0; i < Degree; i++)
        {
            UInt128 sum = 0;
            for (var k = 0; k < Degree; k++)
            {
                var exponent = i * ((2 * Reversed(k, bits)) + 1) % (2 * Degree);
                sum += (UInt128)words[k] * powers[((2 * Degree) - exponent) % (2 * Degree)];
            }

            result[i] = Multiply((ulong)(sum % modulus), degreeInverse, modulus);
        }

        return result;
    }

    private static long[] Centred(ulong[] residues, ulong modulus) =>
        [.. residues.Select(residue => residue > modulus / 2 ? (long)residue - (long)modulus : (long)residue)];

    /// <summary>Slot i is the real part of the polynomial at zeta^(3^i), zeta = exp(pi i / N), divided by the scale.</summary>
    private static double[] Slots(long[] coefficients)
    {
        var cosines = Cosines();
        var slots = new double[Degree / 2];
        var exponent = 1;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            for (var i = 0; i < Degree; i++)
                slots[slot] += coefficients[i] * cosines[exponent * i % (2 * Degree)] / Scale;
            exponent = exponent * 3 % (2 * Degree);
        }

        return slots;
    }

    /// <summary>cos(pi k / N) for k = 0 to 2N - 1.</summary>
    private static double[] Cosines()
    {
        // Half-angle formulas from a quarter turn down to pi / N, as Math.Cos is banned here.
        double cosine = 0, sine = 1;
        for (var angles = 4; angles < 2 * Degree; angles *= 2)
        {
            var half = Math.Sqrt((1 + cosine) / 2);
            sine /= 2 * half;
            cosine = half;
        }

        var cosines = new double[2 * Degree];
        var sines = new double[2 * Degree];
        cosines[0] = 1;
        for (var i = 1; i < cosines.Length; i++)
        {
            cosines[i] = (cosines[i - 1] * cosine) - (sines[i - 1] * sine);
            sines[i] = (sines[i - 1] * cosine) + (cosines[i - 1] * sine);
        }

        return cosines;
    }

    private static ulong SmallestPrimitiveRoot(ulong modulus)
    {
        ulong root = 0;
        for (ulong candidate = 2; root == 0 || Power(root, Degree, modulus) != modulus - 1; candidate++)
            root = Power(candidate, (modulus - 1) / (2 * Degree), modulus);

        var square = Multiply(root, root, modulus);
        var smallest = root;
        for (var i = 1; i < Degree; i++)
        {
            root = Multiply(root, square, modulus);
            smallest = Math.Min(smallest, root);
        }

        return smallest;
    }

    private static int Reversed(int value, int bits)
    {
        var reversed = 0;
        for (var i = 0; i < bits; i++)
            reversed |= ((value >> i) & 1) << (bits - 1 - i);
        return reversed;
    }

    private static ulong Multiply(ulong left, ulong right, ulong modulus) => (ulong)((UInt128)left * right % modulus);

    private static ulong Power(ulong value, ulong exponent, ulong modulus)
    {
        ulong result = 1;
        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = Multiply(result, value, modulus);
            value = Multiply(value, value, modulus);
        }

        return result;
    }
}
