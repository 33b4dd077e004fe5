using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Computes p_ij = (1 + f(y_ij)) / 2 in every slot. The coefficients of y are rounded to multiples of the inverse of the prime that y is
/// divided by, about 2^-23: that rounding is part of the function, not an error. Used by one thread at a time.
/// </summary>
internal sealed class BisectorEvaluator(EvaluationPlan plan, Evaluator evaluator, PolynomialEvaluator polynomials) : IDisposable
{
    private readonly CkksEncoder _encoder = new(evaluator.Context);
    private readonly Ciphertext _form = new(evaluator.Context);
    private readonly Ciphertext _term = new(evaluator.Context);
    private readonly Plaintext _plaintext = new(evaluator.Context);
    private readonly double[] _slots = new double[evaluator.Context.SlotCount];

    private double FormPrime => plan.Parameters.Rlwe.CiphertextPrimes[plan.Depth.FormLimbs];

    /// <summary>The same pair of clusters in every slot.</summary>
    /// <param name="features">d ciphertexts of a batch.</param>
    /// <param name="bisector">The pair.</param>
    /// <param name="preference">Receives p_ij.</param>
    public void Prefer(ReadOnlySpan<Ciphertext> features, Bisector bisector, Ciphertext preference)
    {
        evaluator.MultiplyScalar(features[0], bisector.Normal[0], FormPrime, _form);
        for (int f = 1; f < features.Length; f++) evaluator.MultiplyScalarAdd(features[f], bisector.Normal[f], _form);
        evaluator.AddScalar(_form, bisector.Offset, _form);
        Finish(preference);
    }

    /// <summary>A pair for each lane and block of repeated records.</summary>
    /// <param name="features">d ciphertexts.</param>
    /// <param name="bisectors">The pairs by lane and block; without one p is 1/2, in the second lane 1 if it is idle.</param>
    /// <param name="preference">Receives the p_ij of every block.</param>
    public void Prefer(ReadOnlySpan<Ciphertext> features, Bisector?[,] bisectors, Ciphertext preference)
    {
        for (int f = 0; f < features.Length; f++)
        {
            Encode(bisectors, f, FormPrime);
            evaluator.MultiplyPlain(features[f], _plaintext, f == 0 ? _form : _term);
            if (f > 0) evaluator.Add(_form, _term, _form);
        }

        Encode(bisectors, features.Length, _form.Scale);
        evaluator.AddPlain(_form, _plaintext, _form);
        Finish(preference);
        if (bisectors.GetLength(0) < 2 || bisectors[1, 0] is not null) return;
        // y was 0 in the idle lane, so p is 1/2 there: the other half makes it the factor that changes nothing.
        _slots.AsSpan(0, _slots.Length / 2).Clear();
        _slots.AsSpan(_slots.Length / 2).Fill(0.5);
        _encoder.Encode(_slots, _plaintext, preference.Scale, preference.LimbCount);
        evaluator.AddPlain(preference, _plaintext, preference);
    }

    public void Dispose()
    {
        _form.Dispose();
        _term.Dispose();
        _plaintext.Dispose();
    }

    private void Encode(Bisector?[,] bisectors, int term, double scale)
    {
        _slots.AsSpan().Clear();
        for (int lane = 0; lane < plan.Layout.Lanes; lane++)
        {
            for (int block = 0; block < plan.Layout.Blocks; block++)
            {
                if (bisectors[lane, block] is { } bisector)
                    plan.Layout.Fill(batch: 0, block, term < bisector.Normal.Length ? bisector.Normal[term] : bisector.Offset, _slots, lane);
            }
        }

        _encoder.Encode(_slots, _plaintext, scale, plan.Depth.InputLimbs);
    }

    private void Finish(Ciphertext preference)
    {
        evaluator.Rescale(_form, _form);
        polynomials.Evaluate(_form, plan.Sign, preference, plan.PreferenceScale);
        evaluator.AddScalar(preference, 0.5, preference);
    }
}
