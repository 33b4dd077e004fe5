using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// Makes the candidates for the computing party's noise in a round: discrete Gaussian integers under a fresh encryption of zero, in the form in
/// which sums are sent. All of it follows from a seed, the keys, the variances, the job, the round and the candidate's index, bit for bit on every
/// machine. Safe for concurrent use.
/// </summary>
internal sealed class CandidateMaker : IDisposable
{
    private const string Domain = "AuditNode.Engine/vertical-k-means/noise-candidate";

    private readonly JobRuntime _runtime;
    private readonly PublicKey _key;
    private readonly IReadOnlyList<BigInteger> _variances;
    private readonly ReadOnlyMemory<byte> _nonce;
    private readonly int _round;
    private readonly Plaintext _zero;

    /// <summary>Prepares the candidates of a round.</summary>
    /// <param name="runtime">The job.</param>
    /// <param name="key">The key holder's public key.</param>
    /// <param name="nonce">
    /// What nobody knew when the seeds were fixed: the digest of the key holder's keys. Empty where nothing is opened.
    /// </param>
    /// <param name="variances">Of the noise of each output; 0 for none.</param>
    /// <param name="round">Round from 1.</param>
    public CandidateMaker(JobRuntime runtime, PublicKey key, ReadOnlyMemory<byte> nonce, IReadOnlyList<BigInteger> variances, int round)
    {
        (_runtime, _key, _nonce, _variances, _round) = (runtime, key, nonce, variances, round);
        _zero = new Plaintext(runtime.Context);
        new CkksEncoder(runtime.Context).Encode(new double[runtime.Plan.Parameters.SlotCount], _zero, runtime.Plan.OutputScale, CircuitDepth.OutputLimbs);
    }

    /// <summary>Makes a candidate; the caller disposes it.</summary>
    public CoefficientCiphertext Make(int index, ReadOnlySpan<byte> seed)
    {
        using var encryptor = new Encryptor(_runtime.Context, _key, new RandomStream(seed, DomainOf(_runtime, _nonce.Span, _round, "encryption"), (ulong)index));
        using Ciphertext fresh = encryptor.Encrypt(_zero);
        CoefficientCiphertext candidate = CoefficientCiphertext.Extract(fresh, _runtime.Outputs);
        BigInteger[] noise = DrawNoise(_runtime, _nonce.Span, _variances, _round, index, seed);
        for (int o = 0; o < noise.Length; o++) candidate.AddInteger(o, noise[o]);
        return candidate;
    }

    /// <summary>The candidate's bytes.</summary>
    public byte[] Write(int index, ReadOnlySpan<byte> seed)
    {
        using CoefficientCiphertext candidate = Make(index, seed);
        return _runtime.MaskedSums.Write(candidate);
    }

    /// <summary>SHA-256 of the bytes of each of several candidates, made by several threads.</summary>
    /// <param name="candidates">Indices and seeds.</param>
    /// <param name="maxDegreeOfParallelism">Threads, at least 1.</param>
    public byte[][] Digest(IReadOnlyList<(int Index, ReadOnlyMemory<byte> Seed)> candidates, int maxDegreeOfParallelism)
    {
        var digests = new byte[candidates.Count][];
        Parallel.For(0, digests.Length, new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism },
            i => digests[i] = SHA256.HashData(Write(candidates[i].Index, candidates[i].Seed.Span)));
        return digests;
    }

    /// <summary>The noise of a candidate: an integer for each output.</summary>
    public static BigInteger[] DrawNoise(
        JobRuntime runtime, ReadOnlySpan<byte> nonce, IReadOnlyList<BigInteger> variances, int round, int index, ReadOnlySpan<byte> seed)
    {
        using var random = new RandomStream(seed, DomainOf(runtime, nonce, round, "integers"), (ulong)index);
        var noise = new BigInteger[variances.Count];
        for (int o = 0; o < noise.Length; o++)
            noise[o] = variances[o].IsZero ? BigInteger.Zero : ExactDiscreteGaussian.Sample(random, variances[o], BigInteger.One);
        return noise;
    }

    public void Dispose() => _zero.Dispose();

    /// <summary>Streams of other jobs, rounds and purposes are independent, even from the same seed.</summary>
    private static string DomainOf(JobRuntime runtime, ReadOnlySpan<byte> nonce, int round, string purpose) =>
        FormattableString.Invariant($"{Domain}/{purpose}/{round}/{Convert.ToHexStringLower(runtime.Digest)}/{Convert.ToHexStringLower(nonce)}");
}
