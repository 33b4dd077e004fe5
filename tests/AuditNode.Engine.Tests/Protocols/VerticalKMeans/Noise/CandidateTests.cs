using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

public sealed class CandidateTests : IDisposable
{
    private readonly NoiseRound _round = new(candidates: 3);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        (int, ReadOnlyMemory<byte>)[] wanted = [.. _round.Seeds.Select((s, m) => (m, s.Seed))];
        using CandidateMaker again = _round.MakerOf(1);
        Assert.Equal(_round.Maker.Digest(wanted, 1), again.Digest(wanted, 3));
    }

    [Fact]
    public void Whatever_else_a_candidate_is_made_from_gives_other_bytes()
    {
        byte[] seed = _round.Seeds[0].Seed.ToArray(), candidate = _round.Maker.Write(0, seed);
        using CandidateMaker later = _round.MakerOf(2);
        using var generator = new KeyGenerator(_round.Runtime.Context.Rlwe);
        using PublicKey otherKey = generator.CreatePublicKey();
        using var underOtherKey = new CandidateMaker(_round.Runtime, otherKey, NoiseRound.Nonce, _round.Variances, 1);
        using var otherVariances = new CandidateMaker(_round.Runtime, _round.Key, NoiseRound.Nonce, [.. _round.Variances.Select(v => 4 * v)], 1);
        JobRuntime otherJob = SmallRun.Runtime(_round.Runtime.Job with { Id = "other" });
        using var ofOtherJob = new CandidateMaker(otherJob, _round.Key, NoiseRound.Nonce, _round.Variances, 1);
        using var withOtherNonce = new CandidateMaker(_round.Runtime, _round.Key, new byte[32], _round.Variances, 1);
        string[] all =
        [
            .. new[]
            {
                candidate, _round.Maker.Write(1, seed), _round.Maker.Write(0, _round.Seeds[1].Seed.Span), later.Write(0, seed),
                underOtherKey.Write(0, seed), otherVariances.Write(0, seed), ofOtherJob.Write(0, seed), withOtherNonce.Write(0, seed),
            }.Select(Convert.ToHexString),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void A_candidate_decrypts_to_its_noise_and_the_error_of_an_encryption()
    {
        BigInteger[] noise = CandidateMaker.DrawNoise(_round.Runtime, NoiseRound.Nonce.Span, _round.Variances, 1, 2, _round.Seeds[2].Seed.Span);
        using CoefficientCiphertext candidate = _round.Maker.Make(2, _round.Seeds[2].Seed.Span);
        BigInteger[] decrypted = candidate.Decrypt(_round.Secret.SecretKey);
        for (int o = 0; o < noise.Length; o++)
            Assert.True(BigInteger.Abs(decrypted[o] - noise[o]) <= (BigInteger)_round.Runtime.Plan.OutputErrorBound, $"output {o} {TestSeed.Describe(o)}");
    }

    [Fact]
    public void The_noise_of_many_candidates_has_the_variance_of_the_plan_and_those_of_a_round_are_uncorrelated()
    {
        const int Seeds = 2000;
        double square = 0, mixed = 0;
        int count = 0;
        for (int i = 0; i < Seeds; i++)
        {
            byte[] seed = SmallRun.Seed(9);
            BitConverter.TryWriteBytes(seed.AsSpan(8), i);
            BigInteger[] first = CandidateMaker.DrawNoise(_round.Runtime, NoiseRound.Nonce.Span, _round.Variances, 1, 0, seed), second = CandidateMaker.DrawNoise(_round.Runtime, NoiseRound.Nonce.Span, _round.Variances, 1, 1, seed);
            for (int o = 0; o < first.Length; o++, count++)
            {
                double deviation = Math.Sqrt((double)_round.Variances[o]), x = (double)first[o] / deviation, y = (double)second[o] / deviation;
                square += x * x;
                mixed += x * y;
            }
        }

        // Six deviations of a mean of squares and of products of independent standard normal variables.
        Assert.InRange(square / count, 1 - 6 * Math.Sqrt(2.0 / count), 1 + 6 * Math.Sqrt(2.0 / count));
        Assert.InRange(mixed / count, -6 / Math.Sqrt(count), 6 / Math.Sqrt(count));
    }

    public void Dispose() => _round.Dispose();
}
