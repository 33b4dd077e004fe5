using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>Ciphertexts whose residues come from elsewhere.</summary>
public class CiphertextFromEvaluationsTests
{
    private const int Degree = 4096;
    private static readonly CkksContext Context = new(CkksParameters.Create(Degree, 30, 25, 1));

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void Residues_size_limbs_and_scale_are_kept(int size, int limbs)
    {
        ulong[] residues = [.. Enumerable.Range(0, size * limbs * Degree).Select(i => (ulong)i)];
        using Ciphertext ciphertext = Ciphertext.FromEvaluations(Context, size, 3.5, residues);
        Assert.Equal((size, limbs, 3.5), (ciphertext.Size, ciphertext.LimbCount, ciphertext.Scale));
        var limb = new ulong[Degree];
        var kept = new List<ulong>();
        for (int i = 0; i < size * limbs; i++)
        {
            ciphertext[i / limbs].CopyLimbTo(i % limbs, limb);
            kept.AddRange(limb);
        }

        Assert.Equal(residues, kept);
    }

    [Theory]
    [InlineData(1, 1.0, Degree, "size")]
    [InlineData(4, 1.0, 4 * Degree, "size")]
    [InlineData(2, 0.0, 2 * Degree, "scale")]
    [InlineData(2, double.NaN, 2 * Degree, "scale")]
    [InlineData(2, 1.0, 2 * Degree + 1, "level")]
    [InlineData(2, 1.0, 0, "level")]
    [InlineData(2, 1.0, 6 * Degree, "level")]
    public void What_is_out_of_range_is_refused(int size, double scale, int count, string field) =>
        Assert.Equal(field,
            Assert.Throws<OperandMismatchException>(() => Ciphertext.FromEvaluations(Context, size, scale, new ulong[count])).Field);

    [Fact]
    public void A_residue_that_is_not_below_its_prime_is_refused()
    {
        var residues = new ulong[4 * Degree];
        residues[^1] = Context.Rlwe.Basis[1].Value;
        Assert.Equal("residues",
            Assert.Throws<OperandMismatchException>(() => Ciphertext.FromEvaluations(Context, 2, 1, residues)).Field);
    }
}
