using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>
/// The only way in which a key holder decrypts for others: the exact integers of a coefficient ciphertext with discrete Gaussian noise that
/// hides the error of the encryption, from which the key could be computed. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Claims and limits are in docs/release.md. A request that is not what the key holder expects gets one and the same refusal, before
/// anything is decrypted; one that is gets its release, however implausible the integers are: to refuse them would be an oracle.
/// </remarks>
public sealed class FloodedRelease
{
    private readonly SecretKey _key;
    private readonly ReleaseCounter _counter;
    private readonly ReleaseShape _shape;
    private readonly NoiseSampler _sampler;
    private readonly CoefficientCiphertextSerializer _serializer;

    /// <summary>Prepares releases.</summary>
    /// <param name="context">Parameters.</param>
    /// <param name="key">Secret key; stays the caller's to dispose.</param>
    /// <param name="counter">Counter of the key's releases.</param>
    /// <param name="shape">What is decrypted.</param>
    /// <param name="sampler">Draws the noise; by default <see cref="ExactDiscreteGaussian"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape's bound or number of outputs is out of range.</exception>
    public FloodedRelease(CkksContext context, SecretKey key, ReleaseCounter counter, ReleaseShape shape, NoiseSampler? sampler = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(shape);
        (_key, _counter, _shape) = (key, counter, shape);
        _sampler = sampler ?? (static (random, variance) => ExactDiscreteGaussian.Sample(random, variance, BigInteger.One));
        _serializer = new CoefficientCiphertextSerializer(context);
        FloodingVariance = counter.Budget.Variance(shape.ErrorBound, shape.OutputCount);
    }

    /// <summary>Least variance of the noise of an integer, in integer units squared.</summary>
    public BigInteger FloodingVariance { get; }

    /// <summary>Decrypts, adds noise to every integer, and counts the release; the same bytes get the same release again.</summary>
    /// <param name="message">A serialised coefficient ciphertext.</param>
    /// <param name="announcedDigest">SHA-256 of the message as its authenticated sender announced it, 32 bytes.</param>
    /// <param name="shareVariances">
    /// For each output, the variance of the noise that privacy asks for, at least 0, in integer units squared; null where flooding is all.
    /// The noise has the larger of both variances: one draw serves both.
    /// </param>
    /// <param name="cancellationToken">Honoured between the steps.</param>
    /// <returns>For each output: the decrypted integer plus noise.</returns>
    /// <exception cref="ReleaseRefusedException">The message is not what was announced or what is expected, or hides nothing.</exception>
    /// <exception cref="ReleaseBudgetExceededException">No release is left.</exception>
    /// <exception cref="ArgumentException">There are not as many variances as outputs, or one is negative.</exception>
    public async ValueTask<IReadOnlyList<BigInteger>> ReleaseAsync(ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> announcedDigest,
        IReadOnlyList<BigInteger>? shareVariances = null, CancellationToken cancellationToken = default)
    {
        BigInteger[] variances = Variances(shareVariances);
        byte[] digest = SHA256.HashData(message.Span);
        if (!announcedDigest.Span.SequenceEqual(digest)) throw new ReleaseRefusedException();
        if (_counter.Find(digest) is { } released) return released;
        using CoefficientCiphertext ciphertext = Read(message.Span);
        return await _counter.ReleaseAsync(digest, random => Draw(ciphertext, variances, random), cancellationToken).ConfigureAwait(false);
    }

    private BigInteger[] Variances(IReadOnlyList<BigInteger>? shares)
    {
        if (shares is not null && shares.Count != _shape.OutputCount)
            throw new ArgumentException($"There must be {_shape.OutputCount} variances, one for each output, not {shares.Count}.", nameof(shares));
        if (shares?.Any(v => v.Sign < 0) == true) throw new ArgumentException("A variance must be at least 0.", nameof(shares));
        return [.. Enumerable.Range(0, _shape.OutputCount).Select(o => BigInteger.Max(FloodingVariance, shares?[o] ?? 0))];
    }

    /// <summary>Reads and checks; every fault gives the same refusal.</summary>
    private CoefficientCiphertext Read(ReadOnlySpan<byte> message)
    {
        CoefficientCiphertext ciphertext;
        try
        {
            ciphertext = _serializer.Read(message);
        }
        catch (SerializationException)
        {
            throw new ReleaseRefusedException();
        }

        bool expected = ciphertext.LimbCount == _shape.LimbCount && ciphertext.OutputCount == _shape.OutputCount &&
            Math.Abs(ciphertext.Scale - _shape.Scale) <= Evaluator.ScaleTolerance * _shape.Scale;
        if (expected) return ciphertext;
        ciphertext.Dispose();
        throw new ReleaseRefusedException();
    }

    private BigInteger[] Draw(CoefficientCiphertext ciphertext, BigInteger[] variances, RandomStream random)
    {
        BigInteger[] integers = ciphertext.Decrypt(_key);
        for (int o = 0; o < integers.Length; o++) integers[o] += _sampler(random, variances[o]);
        return integers;
    }
}
