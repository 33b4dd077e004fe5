using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>The same values at the same scale are the same polynomial on both sides, up to the rounding of single coefficients.</summary>
[Collection(SealCollection.Name)]
public class EncodingAgreementTests(SealSessions sessions)
{
    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task Coefficients_differ_from_those_of_SEAL_by_one_at_most_and_rarely(int degree)
    {
        var set = InterchangeSet.Of(degree);
        var session = await sessions.GetFromSealAsync(degree);
        var context = set.CreateContext();
        using var plaintext = new Plaintext(context);
        new CkksEncoder(context).Encode(InterchangeOperation.X(degree), plaintext);
        var saved = File.ReadAllBytes(Path.Combine(session.Folder, InterchangeSession.SealEncoding));
        var theirs = ReadPlaintext(saved, context.MaxLimbs * degree);

        var differences = Differences(plaintext.Polynomial, theirs);
        Assert.All(differences, difference => Assert.InRange(difference, -1, 1));
        Assert.InRange(differences.Count(difference => difference != 0), 0, differences.Length / 1000);
    }

    /// <summary>Our coefficients minus theirs, modulo every prime.</summary>
    private static long[] Differences(RnsPolynomial ours, ReadOnlySpan<ulong> theirs)
    {
        var basis = ours.Basis;
        using var difference = new RnsPolynomial(basis, ours.LimbCount) { IsNtt = true };
        var limb = new ulong[basis.Degree];
        for (var i = 0; i < ours.LimbCount; i++)
        {
            var prime = basis[i].Value;
            ours.CopyLimbTo(i, limb);
            for (var k = 0; k < limb.Length; k++)
                limb[k] = (limb[k] + prime - theirs[(i * limb.Length) + k]) % prime;
            difference.SetLimb(i, limb);
        }

        difference.ToCoefficients();
        var centred = new List<long>();
        for (var i = 0; i < ours.LimbCount; i++)
        {
            var prime = (long)basis[i].Value;
            difference.CopyLimbTo(i, limb);
            centred.AddRange(limb.Select(residue => (long)residue > prime / 2 ? (long)residue - prime : (long)residue));
        }

        return [.. centred];
    }

    /// <summary>SEAL's <c>Plaintext::save_members</c>: parms_id, coefficient count, scale, coefficients.</summary>
    private static ulong[] ReadPlaintext(byte[] bytes, int wordCount)
    {
        var reader = new SealReader(bytes);
        reader.ReadParmsId("parmsId");
        Assert.Equal((ulong)wordCount, reader.ReadUInt64("coeffCount"));
        reader.ReadDouble("scale");
        reader.ReadArrayPrefix(wordCount, seededWordCount: 0);
        var words = new ulong[wordCount];
        reader.ReadWords(words, "data");
        reader.End();
        return words;
    }
}
