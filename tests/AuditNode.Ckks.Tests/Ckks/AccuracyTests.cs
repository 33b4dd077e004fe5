using System.Numerics;
using Xunit.Abstractions;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>The largest error of a slot, against the stated bound: below it, and not far below it.</summary>
public class AccuracyTests(ITestOutputHelper output)
{
    /// <summary>How far a bound may be above the largest error of N/2 slots; without this it could be vacuous.</summary>
    private const double LargestSlack = 32;

    /// <summary>The same where the bound takes the largest slot of s^2, or of s for every slot of a sum (docs/noise.md, "Slack").</summary>
    private const double LargestSlackOfSecretProducts = 48;

    public static TheoryData<string, ulong> Cases
    {
        get
        {
            var data = new TheoryData<string, ulong>();
            foreach (string name in ParameterSets.Names)
            {
                for (ulong seed = 1; seed <= 3; seed++) data.Add(name, seed);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encoding(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Plaintext plaintext = s.Encode(x);
        Check(s.Decode(plaintext), x, NoiseBound.Encode(s.Context.Parameters, 1));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encoding_at_a_large_scale(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Plaintext plaintext = s.Encode(x, Math.ScaleB(1, 60));
        NoiseBound bound = NoiseBound.Encode(s.Context.Parameters, 1, Math.ScaleB(1, 60));
        // Double arithmetic is bounded in the worst case here, which random values stay far below.
        Check(s.Decode(plaintext), x, bound, largestSlack: double.PositiveInfinity);
        Assert.True(bound.DecodedError < Math.ScaleB(1, -35), $"{bound.DecodedError}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Symmetric_encryption(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Ciphertext c = s.Encrypt(x, seed, symmetric: true);
        Check(s.Decrypt(c), x, NoiseBound.Encode(s.Context.Parameters, 1).EncryptSymmetric());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Public_key_encryption(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Ciphertext c = s.Encrypt(x, seed);
        Check(s.Decrypt(c), x, Fresh(s));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Addition(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Complex[] x, Complex[] y) = (SlotVector.Random(s.SlotCount, seed), SlotVector.Random(s.SlotCount, seed + 100));
        using Ciphertext a = s.Encrypt(x, seed), b = s.Encrypt(y, seed + 100);
        s.Evaluator.Add(a, b, a);
        Check(s.Decrypt(a), SlotVector.Combine(x, y, (u, v) => u + v), Fresh(s).Add(Fresh(s)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plain_addition(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Complex[] x, Complex[] y) = (SlotVector.Random(s.SlotCount, seed), SlotVector.Random(s.SlotCount, seed + 100));
        using Ciphertext a = s.Encrypt(x, seed);
        using Plaintext b = s.Encode(y);
        s.Evaluator.SubtractPlain(a, b, a);
        Check(s.Decrypt(a), SlotVector.Combine(x, y, (u, v) => u - v), Fresh(s).Add(NoiseBound.Encode(s.Context.Parameters, 1)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scalar_addition(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Ciphertext a = s.Encrypt(x, seed);
        s.Evaluator.AddScalar(a, -0.3, a);
        Check(s.Decrypt(a), SlotVector.Map(x, u => u - 0.3), Fresh(s).AddScalar(-0.3));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plain_multiplication_and_rescale(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Complex[] x, Complex[] y) = (SlotVector.Random(s.SlotCount, seed), SlotVector.Random(s.SlotCount, seed + 100));
        using Ciphertext a = s.Encrypt(x, seed);
        using Plaintext b = s.Encode(y);
        s.Evaluator.MultiplyPlain(a, b, a);
        NoiseBound bound = Fresh(s).Multiply(NoiseBound.Encode(s.Context.Parameters, 1));
        Complex[] exact = SlotVector.Combine(x, y, (u, v) => u * v);
        Check(s.Decrypt(a), exact, bound);
        s.Evaluator.Rescale(a, a);
        Check(s.Decrypt(a), exact, bound.Rescale());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scalar_multiplication_and_rescale(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        double scale = s.Context.Rlwe.Basis[s.Context.MaxLimbs - 1].Value;
        using Ciphertext a = s.Encrypt(x, seed);
        s.Evaluator.MultiplyScalar(a, 0.7, scale, a);
        s.Evaluator.Rescale(a, a);
        Check(s.Decrypt(a), SlotVector.Map(x, u => u * 0.7), Fresh(s).MultiplyScalar(0.7, scale).Rescale());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Multiplication(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Ciphertext product, Complex[] exact) = Product(s, seed);
        using (product) Check(s.Decrypt(product), exact, Fresh(s).Multiply(Fresh(s)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rescale_of_three_polynomials(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Ciphertext product, Complex[] exact) = Product(s, seed);
        s.Evaluator.Rescale(product, product);
        using (product) Check(s.Decrypt(product), exact, Fresh(s).Multiply(Fresh(s)).Rescale(), LargestSlackOfSecretProducts);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Relinearisation_and_rescale(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Ciphertext product, Complex[] exact) = Product(s, seed);
        s.Evaluator.Relinearize(product, s.RelinearizationKey, product);
        NoiseBound bound = Fresh(s).Multiply(Fresh(s)).Relinearize();
        Check(s.Decrypt(product), exact, bound);
        s.Evaluator.Rescale(product, product);
        using (product) Check(s.Decrypt(product), exact, bound.Rescale());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fused_relinearisation_and_rescale(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        (Ciphertext product, Complex[] exact) = Product(s, seed);
        s.Evaluator.RelinearizeRescale(product, s.RelinearizationKey, product);
        using (product) Check(s.Decrypt(product), exact, Fresh(s).Multiply(Fresh(s)).RelinearizeRescale());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Key_switching_alone(string set, ulong seed)
    {
        // Under the secret key a fresh ciphertext is so quiet that what is measured is the key switch.
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Ciphertext a = s.Encrypt(x, seed, symmetric: true), rotated = new(s.Context);
        NoiseBound fresh = NoiseBound.Encode(s.Context.Parameters, 1).EncryptSymmetric();
        for (int limbs = s.Context.MaxLimbs; limbs > 0; limbs -= 3)
        {
            s.Evaluator.DropToLimbs(a, limbs, a);
            s.Evaluator.Rotate(a, 4, s.GaloisKeys, rotated);
            Check(s.Decrypt(rotated), SlotVector.Rotate(x, 4), fresh.DropToLimbs(limbs).Rotate());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Conjugation(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Ciphertext a = s.Encrypt(x, seed);
        s.Evaluator.Conjugate(a, s.GaloisKeys, a);
        Check(s.Decrypt(a), SlotVector.Map(x, Complex.Conjugate), Fresh(s).Rotate());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Slot_sum(string set, ulong seed)
    {
        Scheme s = Scheme.Shared(set);
        Complex[] x = SlotVector.Random(s.SlotCount, seed);
        using Ciphertext a = s.Encrypt(x, seed);
        s.Evaluator.SumSlots(a, 32, s.GaloisKeys, a);
        Check(s.Decrypt(a), SlotVector.SumSlots(x, 32), Fresh(s).SumSlots(32), LargestSlackOfSecretProducts);
    }

    private static NoiseBound Fresh(Scheme s) => NoiseBound.Encode(s.Context.Parameters, 1).EncryptPublicKey();

    private static (Ciphertext Product, Complex[] Exact) Product(Scheme s, ulong seed)
    {
        (Complex[] x, Complex[] y) = (SlotVector.Random(s.SlotCount, seed), SlotVector.Random(s.SlotCount, seed + 100));
        using Ciphertext b = s.Encrypt(y, seed + 100);
        Ciphertext a = s.Encrypt(x, seed);
        s.Evaluator.Multiply(a, b, a);
        return (a, SlotVector.Combine(x, y, (u, v) => u * v));
    }

    private void Check(Complex[] measured, Complex[] exact, NoiseBound bound, double largestSlack = LargestSlack)
    {
        double error = SlotVector.Distance(measured, exact), slack = bound.DecodedError / error;
        output.WriteLine($"error {error:G3}, bound {bound.DecodedError:G3}: {slack:F1} times as large");
        Assert.True(bound.Fits, "The exact result does not fit the modulus, so the test says nothing.");
        Assert.True(error <= bound.DecodedError, $"The error {error:G4} is above the bound {bound.DecodedError:G4}.");
        Assert.True(slack <= largestSlack, $"The bound {bound.DecodedError:G4} is {slack:F1} times the error {error:G4}.");
    }
}
