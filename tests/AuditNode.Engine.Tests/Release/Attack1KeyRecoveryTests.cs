using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Tests.Release;

/// <summary>Attack 1: the secret key from decrypted values (IND-CPA-D; Li and Micciancio, eprint 2020/1533).</summary>
public class Attack1KeyRecoveryTests
{
    [Fact]
    public void Attack1_One_ciphertext_and_all_its_decrypted_coefficients_give_the_key()
    {
        using var s = new ReleaseScheme(1);
        using Ciphertext ciphertext = s.Encrypt([0.5, -0.25]);
        using CoefficientCiphertext all = CoefficientCiphertext.Extract(ciphertext, s.Degree);
        var attack = new KeyRecovery(s.Context, s.Degree);
        Assert.Equal(1, attack.ReleasesNeeded);
        attack.Add(all, all.Decrypt(s.SecretKey));
        AssertIsTheKey(s, attack.Solve());
    }

    [Fact]
    public void Attack1_Exact_packed_sums_give_the_key_after_as_many_releases_as_coefficients_lie_between_them()
    {
        using var s = new ReleaseScheme(32);
        using Ciphertext packed = s.Pack(s.Values(1));
        var attack = new KeyRecovery(s.Context, 32);
        for (int i = 0; i < attack.ReleasesNeeded; i++)
        {
            using CoefficientCiphertext masked = s.Mask(packed);
            attack.Add(masked, masked.Decrypt(s.SecretKey));
        }

        Assert.Equal(128, attack.ReleasesNeeded);
        AssertIsTheKey(s, attack.Solve());
    }

    [Fact]
    public async Task Attack1_Flooded_packed_sums_do_not_give_the_key_and_are_still_useful()
    {
        using var s = new ReleaseScheme(32);
        double[][] values = s.Values(1);
        using Ciphertext packed = s.Pack(values);
        var attack = new KeyRecovery(s.Context, 32);
        FloodedRelease release = s.Release(await s.NewCounter(new FloodingBudget(attack.ReleasesNeeded)));
        double[] exact = s.Exact(values);
        double deviation = Math.Sqrt((double)release.FloodingVariance), largest = 0;
        for (int i = 0; i < attack.ReleasesNeeded; i++)
        {
            byte[] message = s.Message(packed);
            IReadOnlyList<BigInteger> integers = await release.ReleaseAsync(message, ReleaseScheme.Sha256(message));
            using CoefficientCiphertext masked = s.Read(message);
            attack.Add(masked, integers);
            largest = Math.Max(largest, integers.Zip(exact, (r, e) => Math.Abs((double)r - e)).Max());
        }

        ulong[]? found = attack.Solve();
        Assert.NotNull(found);
        Assert.Throws<RlweParameterException>(() => SecretKey.FromEvaluations(s.Context.Rlwe, found));
        Assert.InRange(Matches(s, found), 0, 1);
        // Noise that would take 4,096 draws from beyond 8 deviations with probability 2^-37.
        Assert.InRange(largest, 2 * deviation, 8 * deviation);
        Assert.True(8 * deviation < s.Bound.HalfModulus / 16);
    }

    [Fact]
    public async Task Attack1_Noise_of_deviation_one_makes_linear_algebra_fail_too_so_that_its_failure_does_not_prove_enough_noise()
    {
        // What flooding needs is the bound of docs/release.md, not the failure of one attack: here lattice reduction takes over.
        using var s = new ReleaseScheme(32);
        using Ciphertext packed = s.Pack(s.Values(1));
        var attack = new KeyRecovery(s.Context, 32);
        FloodedRelease release = s.Release(await s.NewCounter(new FloodingBudget(attack.ReleasesNeeded)), (random, _) =>
        {
            Span<byte> bit = stackalloc byte[1];
            random.Fill(bit);
            return bit[0] % 2 == 0 ? 1 : -1;
        });
        for (int i = 0; i < attack.ReleasesNeeded; i++)
        {
            byte[] message = s.Message(packed);
            using CoefficientCiphertext masked = s.Read(message);
            attack.Add(masked, await release.ReleaseAsync(message, ReleaseScheme.Sha256(message)));
        }

        Assert.InRange(Matches(s, attack.Solve()!), 0, 1);
    }

    private static void AssertIsTheKey(ReleaseScheme s, ulong[]? found)
    {
        Assert.NotNull(found);
        Assert.Equal(s.Degree, Matches(s, found));
        using SecretKey stolen = SecretKey.FromEvaluations(s.Context.Rlwe, found);
        using Ciphertext secret = s.Encrypt([0.125, 0.75]);
        using Plaintext plaintext = new Decryptor(s.Context, stolen).Decrypt(secret);
        double[] read = new double[2];
        new CkksEncoder(s.Context).Decode(plaintext, read);
        Assert.Equal(0.125, read[0], 1e-4);
        Assert.Equal(0.75, read[1], 1e-4);
    }

    private static int Matches(ReleaseScheme s, ulong[] found)
    {
        var actual = new ulong[s.Degree];
        s.SecretKey.CopyEvaluationsTo(0, actual);
        return found.Zip(actual).Count(pair => pair.First == pair.Second);
    }
}
