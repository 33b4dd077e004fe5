using System.Numerics;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>
/// Random parameters, levels, digits and values: sums, products, rotations and conjugates of ciphertexts are those of their
/// values, within the stated noise, and the laws of arithmetic hold between ciphertexts.
/// </summary>
public class HomomorphismTests
{
    public static TheoryData<int> Rounds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Operations_on_ciphertexts_are_operations_on_their_values(int round)
    {
        var random = new RandomScheme(TestSeed.Value, round);
        Scheme s = random.Scheme;
        Evaluator e = s.Evaluator;
        (Complex[] x, Complex[] y) = (SlotVector.Random(s.SlotCount, random.Next()), SlotVector.Random(s.SlotCount, random.Next()));
        using Ciphertext a = s.Encrypt(x, random.Next(), limbs: random.Limbs), b = s.Encrypt(y, random.Next(), limbs: random.Limbs), c = new(s.Context);
        NoiseBound fresh = NoiseBound.Encode(s.Context.Parameters, 1, limbs: random.Limbs).EncryptPublicKey();
        var check = new Checker(random, round);

        e.Add(a, b, c);
        check.That("a + b", c, SlotVector.Combine(x, y, (u, v) => u + v), fresh.Add(fresh));
        e.Subtract(a, b, c);
        check.That("a - b", c, SlotVector.Combine(x, y, (u, v) => u - v), fresh.Add(fresh));
        e.Negate(a, c);
        check.That("-a", c, SlotVector.Map(x, u => -u), fresh);
        e.MultiplyRelinearizeRescale(a, b, s.RelinearizationKey, c);
        check.That("a b", c, SlotVector.Combine(x, y, (u, v) => u * v), fresh.Multiply(fresh).RelinearizeRescale());
        e.Square(a, c);
        check.That("a^2", c, SlotVector.Map(x, u => u * u), fresh.Multiply(fresh));
        e.MultiplyScalarAdd(a, -3, b);
        check.That("b - 3 a", b, SlotVector.Combine(x, y, (u, v) => v - 3 * u), fresh.MultiplyScalarAdd(fresh, -3));
        e.Conjugate(a, s.GaloisKeys, c);
        check.That("conjugate", c, SlotVector.Map(x, Complex.Conjugate), fresh.Rotate());
        e.Conjugate(c, s.GaloisKeys, c);
        check.That("conjugate twice", c, x, fresh.Rotate().Rotate());
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Rotations_compose_and_hoisted_ones_agree(int round)
    {
        var random = new RandomScheme(TestSeed.Value, round + 100);
        Scheme s = random.Scheme;
        (int i, int j) = (random.FirstStep, random.SecondStep);
        Complex[] x = SlotVector.Random(s.SlotCount, random.Next());
        using Ciphertext a = s.Encrypt(x, random.Next(), limbs: random.Limbs), b = new(s.Context), c = new(s.Context), d = new(s.Context), f = new(s.Context);
        NoiseBound fresh = NoiseBound.Encode(s.Context.Parameters, 1, limbs: random.Limbs).EncryptPublicKey();
        var check = new Checker(random, round + 100);

        s.Evaluator.Rotate(a, i, s.GaloisKeys, b);
        check.That("one rotation", b, SlotVector.Rotate(x, i), fresh.Rotate());
        s.Evaluator.Rotate(b, j, s.GaloisKeys, b);
        check.That("two rotations", b, SlotVector.Rotate(x, i + j), fresh.Rotate().Rotate());
        s.Evaluator.Rotate(a, i + j, s.GaloisKeys, c);
        check.That("their sum", c, SlotVector.Rotate(x, i + j), fresh.Rotate());
        s.Evaluator.RotateHoisted(a, [i + j, 0, j], s.GaloisKeys, [d, b, f]);
        check.Same("a hoisted rotation is the rotation", c, d);
        check.Same("a rotation by 0 is a copy", a, b);
        check.That("hoisted", f, SlotVector.Rotate(x, j), fresh.Rotate());
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Products_distribute_over_sums_and_commute_bit_for_bit(int round)
    {
        // Before any rounding ciphertexts are elements of a ring, so its laws hold exactly.
        var random = new RandomScheme(TestSeed.Value, round + 200);
        Scheme s = random.Scheme;
        Evaluator e = s.Evaluator;
        Ciphertext Fresh() => s.Encrypt(SlotVector.Random(s.SlotCount, random.Next()), random.Next(), limbs: random.Limbs);
        using Ciphertext a = Fresh(), b = Fresh(), c = Fresh(), left = new(s.Context), right = new(s.Context);
        var check = new Checker(random, round + 200);

        e.Add(b, c, left);
        e.Multiply(a, left, left);
        e.Multiply(a, b, right);
        e.MultiplyAdd(a, c, right);
        check.Same("a (b + c) = a b + a c", left, right);

        e.DropToLimbs(a, 1, left);
        e.DropToLimbs(b, 1, right);
        e.Multiply(left, right, left);
        left.CopyTo(right);
        e.Add(left, left, left);
        e.MultiplyAdd(a, b, right);
        check.Same("limbs of factors beyond those of the sum are left out", left, right);

        e.Multiply(b, a, left);
        e.Multiply(a, b, right);
        check.Same("a b = b a", left, right);

        e.Add(a, b, left);
        e.Add(left, c, left);
        e.Add(b, c, right);
        e.Add(a, right, right);
        check.Same("(a + b) + c = a + (b + c)", left, right);

        e.MultiplyScalar(a, 5, 1, left);
        e.Add(a, a, right);
        e.Add(right, right, right);
        e.Add(right, a, right);
        check.Same("5 a = a + a + a + a + a", left, right);

        e.Subtract(a, b, left);
        e.Negate(b, right);
        e.Add(right, a, right);
        check.Same("a - b = -b + a", left, right);

        e.DropToLimbs(a, random.Limbs - 1, left);
        e.DropToLimbs(b, random.Limbs - 1, right);
        e.Multiply(left, right, left);
        e.Multiply(a, b, right);
        e.DropToLimbs(right, random.Limbs - 1, right);
        check.Same("dropping a limb commutes with the product", left, right);
    }

    private sealed class Checker(RandomScheme random, int round)
    {
        public void That(string what, Ciphertext ciphertext, Complex[] exact, NoiseBound bound)
        {
            Assert.True(bound.Fits, $"{what} does not fit: {random.Description} {TestSeed.Describe(round)}");
            double error = SlotVector.Distance(random.Scheme.Decrypt(ciphertext), exact);
            Assert.True(error <= bound.DecodedError,
                $"{what}: error {error:G4}, bound {bound.DecodedError:G4}: {random.Description} {TestSeed.Describe(round)}");
            Assert.True(ciphertext.LimbCount == bound.LimbCount && ciphertext.Size == bound.Size && Math.Abs(ciphertext.Scale / bound.Scale - 1) < 1e-12,
                $"{what}: the shape is not the stated one: {random.Description} {TestSeed.Describe(round)}");
        }

        public void Same(string law, Ciphertext left, Ciphertext right) =>
            Assert.True(Digest.Of(left) == Digest.Of(right), $"{law} does not hold: {random.Description} {TestSeed.Describe(round)}");
    }
}
