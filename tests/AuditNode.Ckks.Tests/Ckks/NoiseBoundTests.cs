using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

public class NoiseBoundTests
{
    private readonly Scheme _scheme = Scheme.Shared("N4096-30bit-1");

    [Fact]
    public void Values_chosen_against_the_rounding_exceed_the_bound_for_data_but_not_the_worst_case()
    {
        // Coefficients of +-0.49, with the signs that add up in slot 0, all round to zero.
        using var pattern = new Plaintext(_scheme.Context);
        _scheme.Encoder.Encode([1.0], pattern);
        pattern.Polynomial.ToCoefficients();
        for (int i = 0; i < pattern.LimbCount; i++)
        {
            ulong q = _scheme.Context.Rlwe.Basis[i].Value;
            foreach (ref double c in pattern.Polynomial.LimbSpan(i)) c = c > q / 2 ? q - 1 : 1;
        }

        pattern.Polynomial.ToNtt();
        pattern.Scale = 1 / 0.49;
        Complex[] values = _scheme.Decode(pattern);
        using Plaintext zero = _scheme.Encode(values, scale: 1);
        double error = SlotVector.Distance(_scheme.Decode(zero), values), magnitude = values.Max(Complex.Abs);
        Assert.InRange(error, NoiseBound.Encode(_scheme.Context.Parameters, magnitude, scale: 1).DecodedError,
            NoiseBound.EncodeWorstCase(_scheme.Context.Parameters, magnitude, scale: 1).DecodedError);
    }

    [Fact]
    public void A_circuit_of_many_operations_stays_within_its_bound()
    {
        Scheme s = Scheme.Shared("N16384-34bit-9");
        Complex[] x = SlotVector.Random(s.SlotCount, seed: 9);
        using Ciphertext a = s.Encrypt(x, seed: 9), rotated = new(s.Context);
        NoiseBound bound = NoiseBound.Encode(s.Context.Parameters, 1).EncryptPublicKey();
        for (int level = 0; level < 9; level++)
        {
            // y = x^2 + x^2 rotated
            s.Evaluator.MultiplyRelinearizeRescale(a, a, s.RelinearizationKey, a);
            s.Evaluator.Rotate(a, 1, s.GaloisKeys, rotated);
            s.Evaluator.Add(a, rotated, a);
            bound = bound.Multiply(bound).RelinearizeRescale();
            bound = bound.Add(bound.Rotate());
            x = SlotVector.Map(x, z => z * z);
            x = SlotVector.Combine(x, SlotVector.Rotate(x, 1), (u, v) => u + v);
            if (level % 2 != 0) continue;
            s.Evaluator.AddScalar(a, 0.25, a);
            bound = bound.AddScalar(0.25);
            x = SlotVector.Map(x, z => z + 0.25);
            if (!bound.Fits) break;
            Assert.True(SlotVector.Distance(s.Decrypt(a), x) <= bound.DecodedError, $"level {level}");
        }

        Assert.False(bound.Fits, "Magnitudes double and square, so at some level the bound must say that they no longer fit.");
    }

    [Fact]
    public void What_does_not_fit_the_modulus_is_said_not_to_fit()
    {
        CkksParameters p = _scheme.Context.Parameters; // 36 and 30 bits, scale 2^30
        Assert.True(NoiseBound.Encode(p, 31, limbs: 1).Fits);
        Assert.False(NoiseBound.Encode(p, 33, limbs: 1).Fits);
        NoiseBound fresh = NoiseBound.Encode(p, 1).EncryptPublicKey();
        Assert.True(fresh.Multiply(fresh).Fits);
        Assert.False(fresh.Multiply(fresh).DropToLimbs(1).Fits);
        CoefficientBound packed = fresh.DropToLimbs(1).Pack(16); // sixteen times 2^30 against 2^35
        Assert.True(packed.Fits(Math.ScaleB(1, 33)));
        Assert.False(packed.Fits(Math.ScaleB(1, 35)));
        Assert.False(fresh.DropToLimbs(1).Pack(33).Fits(0));
    }

    [Fact]
    public void Operands_are_refused_as_the_evaluator_refuses_them()
    {
        CkksParameters p = _scheme.Context.Parameters;
        NoiseBound plain = NoiseBound.Encode(p, 1), fresh = plain.EncryptPublicKey(), product = fresh.Multiply(fresh), low = fresh.DropToLimbs(1);
        Refused("size", () => fresh.EncryptSymmetric());
        Refused("size", () => product.Multiply(fresh));
        Refused("size", () => product.Rotate());
        Refused("size", () => product.SumSlots(2));
        Refused("size", () => fresh.SumSlots(3));
        Refused("size", () => fresh.SumSlots(4096));
        Refused("size", () => fresh.SumIndependent(0));
        Refused("size", () => product.Pack(2));
        Refused("outputs", () => fresh.Pack(0));
        Refused("outputs", () => fresh.Pack(4097));
        Refused("size", () => fresh.Relinearize());
        Refused("size", () => fresh.RelinearizeRescale());
        Refused("scale", () => fresh.Add(product));
        Refused("level", () => fresh.Add(low));
        Refused("level", () => fresh.Multiply(low));
        Refused("level", () => low.Rescale());
        Refused("level", () => low.DropToLimbs(2));
        Refused("level", () => NoiseBound.Encode(p, 1, limbs: 3));
        Refused("scale", () => NoiseBound.Encode(p, 1, scale: 0));
        Refused("magnitude", () => NoiseBound.Encode(p, double.NaN));
        Refused("magnitude", () => NoiseBound.Encode(p, -1));
    }

    private static void Refused(string field, Func<object> operation) =>
        Assert.Equal(field, Assert.Throws<OperandMismatchException>(operation).Field);
}
