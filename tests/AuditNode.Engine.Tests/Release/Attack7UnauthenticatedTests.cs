using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;

namespace AuditNode.Engine.Tests.Release;

/// <summary>Attack 7: ciphertexts that nobody vouches for, or that hide nothing.</summary>
public class Attack7UnauthenticatedTests
{
    private const int PolynomialOffset = 60; // docs/serialization.md: 47 bytes of envelope and 13 of fields
    private const int PolynomialLength = 4096 / 8 * (36 + 30);

    [Fact]
    public async Task Attack7_Only_the_bytes_whose_digest_was_announced_are_decrypted()
    {
        using var s = new ReleaseScheme(4);
        ReleaseCounter counter = await s.NewCounter(new FloodingBudget(10));
        FloodedRelease release = s.Release(counter);
        using Ciphertext packed = s.Pack(s.Values(1));
        byte[] announced = s.Message(packed), other = s.Message(packed);
        await Assert.ThrowsAsync<ReleaseRefusedException>(async () => await release.ReleaseAsync(other, ReleaseScheme.Sha256(announced)));

        // A whole and valid object in which an outsider added one to a visible coefficient.
        using CoefficientCiphertext altered = s.Read(announced);
        altered.AddInteger(2, BigInteger.One);
        await Assert.ThrowsAsync<ReleaseRefusedException>(async () => await release.ReleaseAsync(s.Write(altered), ReleaseScheme.Sha256(announced)));
        Assert.Equal(0, counter.Count);
        Assert.Equal(4, (await release.ReleaseAsync(announced, ReleaseScheme.Sha256(announced))).Count);
    }

    [Fact]
    public async Task Attack7_A_ciphertext_whose_second_polynomial_is_zero_is_refused_although_its_digests_fit()
    {
        using var s = new ReleaseScheme(4);
        ReleaseCounter counter = await s.NewCounter(new FloodingBudget(10));
        FloodedRelease release = s.Release(counter);
        using Ciphertext packed = s.Pack(s.Values(1));
        byte[] message = s.Message(packed);
        message.AsSpan(PolynomialOffset, PolynomialLength).Clear();
        Seal(message);
        await Assert.ThrowsAsync<ReleaseRefusedException>(async () => await release.ReleaseAsync(message, ReleaseScheme.Sha256(message)));

        // One residue that is not zero is enough to be no longer transparent: zero is what was refused, and not the forgery.
        message[PolynomialOffset] = 1;
        Seal(message);
        Assert.Equal(4, (await release.ReleaseAsync(message, ReleaseScheme.Sha256(message))).Count);
        Assert.Equal(1, counter.Count);
    }

    private static void Seal(byte[] message) => ReleaseScheme.Sha256(message.AsSpan(..^32)).CopyTo(message.AsSpan(^32));
}
