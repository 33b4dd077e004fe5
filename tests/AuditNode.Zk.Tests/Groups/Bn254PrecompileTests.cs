using System.Numerics;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

/// <summary>
/// BN254 against the public vectors of Ethereum's precompiles (EIP-196), whose inputs are padded with zeros and cut off at their
/// length, whose identity is (0, 0), and whose scalars may be the order or more.
/// </summary>
public class Bn254PrecompileTests
{
    [VectorFact]
    public void Sums_agree_with_the_addition_precompile()
    {
        var vectors = SharedVectors.Read<PrecompileVector[]>("bn256Add.json", "a5e6e81aceb187e41006a14583a7feebcb03060f9b9f083613271477b9091fae");
        Assert.NotEmpty(vectors);
        Assert.All(vectors, vector =>
        {
            byte[] input = Padded(vector.Input, 128);
            Assert.Equal(vector.Expected, Hexadecimal(Point(input.AsSpan(0, 64)) + Point(input.AsSpan(64))));
        });
    }

    [VectorFact]
    public void Products_agree_with_the_multiplication_precompile()
    {
        var vectors = SharedVectors.Read<PrecompileVector[]>("bn256ScalarMul.json", "aed562c718b07d13363748b1311614b5c709b9517a230eb86e347c78bfbdae19");
        Assert.NotEmpty(vectors);
        Assert.All(vectors, vector =>
        {
            byte[] input = Padded(vector.Input, 96);
            BigInteger scalar = new(input.AsSpan(64), isUnsigned: true, isBigEndian: true);
            Scalar<Bn254> reduced = Scalar<Bn254>.FromBigInteger(scalar % Scalar<Bn254>.Order);
            GroupElement<Bn254> point = Point(input.AsSpan(0, 64));
            Assert.Equal(vector.Expected, Hexadecimal(point * reduced));
            Assert.Equal(vector.Expected, Hexadecimal(MultiScalarMultiplication.VariableTime<Bn254>([point], [reduced])));
        });
    }

    private static byte[] Padded(string hexadecimal, int length)
    {
        byte[] bytes = Convert.FromHexString(hexadecimal);
        Array.Resize(ref bytes, length);
        return bytes;
    }

    private static GroupElement<Bn254> Point(ReadOnlySpan<byte> encoding)
    {
        if (!encoding.ContainsAnyExcept((byte)0)) return GroupElement<Bn254>.Identity;
        Assert.True(GroupElement<Bn254>.TryRead(encoding, out GroupElement<Bn254> point));
        return point;
    }

    private static string Hexadecimal(in GroupElement<Bn254> point) =>
        Convert.ToHexStringLower(point.IsIdentity ? new byte[GroupElement<Bn254>.ByteCount] : point.ToBytes());

    private sealed record PrecompileVector(string Name, string Input, string Expected);
}
