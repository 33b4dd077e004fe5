using System.Text;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Commitments;

public sealed class PedersenParametersTests
{
    [Fact]
    public void Attack24_Generators_are_the_published_hashes()
    {
        byte[] tag = Encoding.ASCII.GetBytes("AuditNode-V01-pedersen-with-BN254G1_XMD:SHA-256_SVDW_RO_");
        var parameters = PedersenParameters<Bn254>.Standard;

        Assert.Equal(HashToCurve.Hash<Bn254>("blinding"u8, tag), parameters.BlindingGenerator);
        Assert.Equal(HashToCurve.Hash<Bn254>([.. "vector-"u8, 0, 0, 0, 0], tag), parameters.VectorGenerators(1)[0]);
        Assert.Equal(HashToCurve.Hash<Bn254>([.. "vector-"u8, 0, 0, 1, 2], tag), parameters.VectorGenerators(259)[258]);
    }

    [Fact]
    public void Attack24_Generators_of_P256_are_the_published_hashes()
    {
        byte[] tag = Encoding.ASCII.GetBytes("AuditNode-V01-pedersen-with-P256_XMD:SHA-256_SSWU_RO_");

        Assert.Equal(HashToCurve.Hash<P256>("blinding"u8, tag), PedersenParameters<P256>.Standard.BlindingGenerator);
    }

    [Fact]
    public void Generators_are_all_different()
    {
        var parameters = PedersenParameters<Bn254>.Standard;
        var all = new HashSet<string>();
        foreach (GroupElement<Bn254> element in parameters.VectorGenerators(200)) Assert.True(all.Add(Convert.ToHexString(element.ToBytes())));

        Assert.True(all.Add(Convert.ToHexString(parameters.BlindingGenerator.ToBytes())));
        Assert.True(all.Add(Convert.ToHexString(parameters.ValueGenerator.ToBytes())));
    }

    [Fact]
    public void Longer_list_continues_the_shorter_one_for_every_thread()
    {
        var parameters = PedersenParameters<Bn254>.Standard;
        GroupElement<Bn254>[] expected = parameters.VectorGenerators(300).ToArray();

        Parallel.For(1, 400, count => Assert.Equal(expected[0], parameters.VectorGenerators(count)[0]));

        Assert.Equal(expected, parameters.VectorGenerators(399)[..300].ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((1 << 24) + 1)]
    public void Number_of_generators_out_of_range_is_refused(int count) => Assert.Equal(
        "count", Assert.Throws<ProofParameterException>(() => PedersenParameters<Bn254>.Standard.VectorGenerators(count).Length).Field);
}
