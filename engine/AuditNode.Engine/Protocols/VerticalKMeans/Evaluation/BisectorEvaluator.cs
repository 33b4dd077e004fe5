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

    /// <summary>A pair for each block of repeated records.</summary>
    /// <param name="features">d ciphertexts.</param>
    /// <param name="bisectors">The pairs of the first blocks; in further ones p is 1/2.</param>
    /// <param name="preference">Receives the p_ij of every block.</param>
    public void Prefer(ReadOnlySpan<Ciphertext> features, ReadOnlySpan<Bisector> bisectors, Ciphertext preference)
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
    }

    public void Dispose()
    {
        _form.Dispose();
        _term.Dispose();
        _plaintext.Dispose();
    }

    private void Encode(ReadOnlySpan<Bisector> bisectors, int term, double scale)
    {
        _slots.AsSpan().Clear();
        for (int b = 0; b < bisectors.Length; b++)
        {
            plan.Layout.Fill(batch: 0, b, term < bisectors[b].Normal.Length ? bisectors[b].Normal[term] : bisectors[b].Offset, _slots);
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
