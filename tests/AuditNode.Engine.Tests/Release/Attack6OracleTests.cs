using System.Numerics;
using System.Reflection;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Tests.Release;

/// <summary>Attack 6: what can be learned from refusals and reactions.</summary>
public class Attack6OracleTests
{
    [Fact]
    public async Task Attack6_Whatever_is_wrong_with_a_request_the_refusal_is_the_same_and_nothing_happens()
    {
        using var s = new ReleaseScheme(5);
        ReleaseCounter counter = await s.NewCounter(new FloodingBudget(10));
        FloodedRelease release = s.Release(counter, (_, _) => throw new InvalidOperationException("Noise was drawn."));
        using Ciphertext packed = s.Pack(s.Values(1)), low = new(s.Context), scaled = new(s.Context);
        byte[] good = s.Message(packed);
        s.Evaluator.DropToLimbs(packed, 1, low);
        s.Evaluator.MultiplyScalar(packed, 1, 2, scaled);
        using CoefficientCiphertext few = s.Mask(packed, 4), many = s.Mask(packed, 8), short1 = CoefficientCiphertext.Extract(low, 5), wrongScale = CoefficientCiphertext.Extract(scaled, 5);
        using var foreign = new ReleaseScheme(5);
        var otherContext = new CkksContext(CkksParameters.Create(4096, 36, 31, 1));
        using var otherKeys = new KeyGenerator(otherContext.Rlwe);
        using var encryptor = new Encryptor(otherContext, otherKeys.SecretKey);
        using var plaintext = new Plaintext(otherContext);
        using Ciphertext other = encryptor.Encrypt(plaintext);
        using CoefficientCiphertext otherParameters = CoefficientCiphertext.Extract(other, 5);
        byte[][] requests =
        [
            [], [0], good[..^1], [.. good, 0], Changed(good, 0), Changed(good, 100), Changed(good, good.Length - 1), Forged(good, 47, 0), Forged(good, 56, 6),
            Forged(good, 60 + 4, 0xff, 5), Transparent(good), s.Write(few), s.Write(many), s.Write(short1), s.Write(wrongScale),
            new CoefficientCiphertextSerializer(otherContext).Write(otherParameters), new CiphertextSerializer(s.Context).Write(packed),
            new PublicKeySerializer(s.Context.Rlwe).Write(s.PublicKey),
        ];
        var refusals = new List<ReleaseRefusedException>();
        foreach (byte[] request in requests)
            refusals.Add(await Assert.ThrowsAsync<ReleaseRefusedException>(async () => await release.ReleaseAsync(request, ReleaseScheme.Sha256(request))));
        refusals.Add(await Assert.ThrowsAsync<ReleaseRefusedException>(async () => await release.ReleaseAsync(good, new byte[32])));
        refusals.Add(await Assert.ThrowsAsync<ReleaseRefusedException>(async () => await release.ReleaseAsync(good, default)));
        Assert.Single(refusals.Select(r => r.Message).Distinct());
        Assert.All(refusals, r => Assert.Null(r.InnerException));
        Assert.All(refusals, r => Assert.Empty(r.Data));
        Assert.Equal(0, counter.Count);

        // The control: the same release takes what is right.
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await release.ReleaseAsync(good, ReleaseScheme.Sha256(good)));
    }

    [Fact]
    public async Task Attack6_Implausible_contents_are_released_like_any_other_since_a_reaction_to_them_would_be_an_oracle()
    {
        using var s = new ReleaseScheme(4);
        FloodedRelease release = s.Release(await s.NewCounter(new FloodingBudget(10)));
        using var foreign = new ReleaseScheme(4);
        using Ciphertext underAnotherKey = foreign.Pack(foreign.Values(1));
        byte[] message = foreign.Message(underAnotherKey);
        IReadOnlyList<BigInteger> released = await release.ReleaseAsync(message, ReleaseScheme.Sha256(message));
        Assert.Equal(4, released.Count);
    }

    [Fact]
    public void Attack6_Nothing_public_about_releases_tells_of_decrypted_values_but_the_flooded_release()
    {
        Type[] types = [.. typeof(FloodedRelease).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(FloodedRelease).Namespace)];
        Assert.Contains(typeof(ReleaseCounter), types);
        string[] suspicious = ["NoiseBudget", "Measure", "Oracle", "Decrypt", "Plain"];
        Assert.DoesNotContain(types.SelectMany(t => t.GetMembers()), m => suspicious.Any(s => m.Name.Contains(s, StringComparison.OrdinalIgnoreCase)));
        string[] integers = [.. types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => $"{m.ReturnType}".Contains("IReadOnlyList", StringComparison.Ordinal)).Select(m => m.Name)];
        Assert.Equal([nameof(FloodedRelease.ReleaseAsync)], integers);
    }

    private static byte[] Changed(byte[] bytes, int position)
    {
        byte[] changed = [.. bytes];
        changed[position] ^= 1;
        return changed;
    }

    /// <summary>Bytes changed at a position, with a digest of the object that fits again (docs/serialization.md).</summary>
    private static byte[] Forged(byte[] bytes, int position, byte value, int count = 1)
    {
        byte[] forged = [.. bytes];
        forged.AsSpan(position, count).Fill(value);
        ReleaseScheme.Sha256(forged.AsSpan(..^32)).CopyTo(forged.AsSpan(^32));
        return forged;
    }

    private static byte[] Transparent(byte[] bytes) => Forged(bytes, 60, 0, 4096 / 8 * (36 + 30));
}
