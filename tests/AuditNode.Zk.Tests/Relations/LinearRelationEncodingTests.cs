using System.Buffers.Binary;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Tests.Relations;

public sealed class LinearRelationEncodingTests
{
    [Fact]
    public void Chaum_Pedersen_is_encoded_as_the_draft_writes_it_out()
    {
        var inputs = new TestInputs(10);
        GroupElement<P256> h = inputs.Element<P256>(), x = inputs.Element<P256>(), y = inputs.Element<P256>();
        byte[] one = Scalar<P256>.One.ToBytes();
        byte[] expected =
        [
            .. Count(2),
            .. Count(1), .. Count(2), .. one,
            .. Count(1), .. Count(0), .. Count(0), .. one,
            .. Count(1), .. Count(3), .. one,
            .. Count(1), .. Count(0), .. Count(1), .. one,
            .. h.ToBytes(), .. x.ToBytes(), .. y.ToBytes(),
        ];

        Assert.Equal(expected, SampleRelations.ChaumPedersen(h, x, y).Build().AsEncoded().ToArray());
    }

    [Fact]
    public void Random_relations_of_P256_are_read_as_they_were_written() => RoundTrip<P256>();

    [Fact]
    public void Random_relations_of_BN254_are_read_as_they_were_written() => RoundTrip<Bn254>();

    [Fact]
    public void Every_shorter_and_every_longer_encoding_is_refused()
    {
        byte[] encoding = RandomRelation<Bn254>.Create(new TestInputs(12)).Relation.AsEncoded().ToArray();

        for (int length = 0; length < encoding.Length; length++)
            Assert.False(LinearRelation<Bn254>.TryRead(encoding.AsSpan(0, length), out _), $"{length} of {encoding.Length} bytes");
        Assert.False(LinearRelation<Bn254>.TryRead([.. encoding, 0], out _));
        Assert.False(LinearRelation<Bn254>.TryRead([.. encoding, .. GroupElement<Bn254>.Generator.ToBytes()], out _));
        Assert.True(LinearRelation<Bn254>.TryRead(encoding, out _));
    }

    [Fact]
    public void Coefficient_of_the_order_or_more_is_refused()
    {
        byte[] encoding = SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.Generator).Build().AsEncoded().ToArray();
        // Count of equations, count of image terms and index of the element come before the first coefficient.
        byte[] order = Scalar<Bn254>.Order.ToByteArray(isUnsigned: true, isBigEndian: true);
        order.CopyTo(encoding, 12);

        Assert.False(LinearRelation<Bn254>.TryRead(encoding, out _));
    }

    [Fact]
    public void Identity_is_refused_when_encoding()
    {
        LinearRelation<Bn254> relation = SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.Identity).Build();

        Assert.Equal(
            InstanceCheck.NoIdentityElement, Assert.Throws<InvalidInstanceException>(() => relation.AsEncoded().Length).FailedCheck);
    }

    private static void RoundTrip<TCurve>()
        where TCurve : struct, ICurve
    {
        var inputs = new TestInputs(11);
        for (int round = 0; round < 50; round++)
        {
            LinearRelation<TCurve> relation = RandomRelation<TCurve>.Create(inputs).Relation;

            Assert.True(LinearRelation<TCurve>.TryRead(relation.AsEncoded(), out LinearRelation<TCurve>? read), TestSeed.Describe(round));
            Assert.Equal(relation.Elements.ToArray(), read.Elements.ToArray());
            Assert.Equal(relation.NumScalars, read.NumScalars);
            Assert.Equal(relation.AsEncoded().ToArray(), read.AsEncoded().ToArray());
        }
    }

    private static byte[] Count(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
