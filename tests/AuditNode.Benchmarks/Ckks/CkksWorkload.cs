using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Benchmarks.Ckks;

/// <summary>Keys and operands for one parameter set, and the operations that are measured on them.</summary>
internal sealed class CkksWorkload : IDisposable
{
    private readonly CkksEncoder _encoder;
    private readonly Encryptor _encryptor;
    private readonly Evaluator _evaluator;
    private readonly RelinearizationKey _relinearizationKey;
    private readonly GaloisKeys _galoisKeys;
    private readonly Lazy<(PolynomialEvaluator Evaluator, ChebyshevPlan Plan)> _sign;
    private readonly double[] _values;
    private readonly Plaintext _plaintext;
    private readonly Ciphertext _a;
    private readonly Ciphertext _b;
    private readonly Ciphertext _result;
    private readonly RnsPolynomial _limb;

    public CkksWorkload(int degree, int limbs, int scaleBits, int threads = 1)
    {
        var context = new CkksContext(CkksParameters.Create(degree, 45, scaleBits, limbs - 1), maxDegreeOfParallelism: threads);
        Context = context;
        using var generator = new KeyGenerator(context.Rlwe);
        using SecretKey secret = generator.SecretKey;
        _relinearizationKey = generator.CreateRelinearizationKey([limbs, limbs - 1, limbs - 2]);
        _galoisKeys = generator.CreateRotationKeys([1]);
        _encoder = new CkksEncoder(context);
        _encryptor = new Encryptor(context, generator.CreatePublicKey());
        _evaluator = new Evaluator(context);
        _values = [.. Enumerable.Range(0, context.SlotCount).Select(i => (i * 37 % 2001 / 1000.0) - 1)];
        _plaintext = new Plaintext(context);
        _encoder.Encode(_values, _plaintext);
        _a = _encryptor.Encrypt(_plaintext);
        _b = _encryptor.Encrypt(_plaintext);
        _result = new Ciphertext(context);
        _limb = new RnsPolynomial(context.Rlwe.Basis, 1);
        _plaintext.Polynomial.LimbSpan(0).CopyTo(_limb.LimbSpan(0));
        _sign = new(() => (new PolynomialEvaluator(_evaluator, _relinearizationKey),
            ChebyshevPlan.Create(SignApproximation.Minimax(31, 0.1).Series, limbs)));
    }

    public CkksContext Context { get; }

    public void Transform() => _limb.ToNtt();

    public void InverseTransform() => _limb.ToCoefficients();

    public void Encode() => _encoder.Encode(_values, _plaintext);

    public void Encrypt() => _encryptor.Encrypt(_plaintext, _result);

    public void Multiply() => _evaluator.Multiply(_a, _b, _result);

    public void MultiplyRelinearizeRescale() => _evaluator.MultiplyRelinearizeRescale(_a, _b, _relinearizationKey, _result);

    public void Rotate() => _evaluator.Rotate(_a, 1, _galoisKeys, _result);

    public void Rescale() => _evaluator.Rescale(_a, _result);

    public void Add() => _evaluator.Add(_a, _b, _result);

    public void EvaluateSign() => _sign.Value.Evaluator.Evaluate(_a, _sign.Value.Plan, _result);

    public void Dispose()
    {
        _encryptor.Dispose();
        _plaintext.Dispose();
        _a.Dispose();
        _b.Dispose();
        _result.Dispose();
        _limb.Dispose();
    }
}
