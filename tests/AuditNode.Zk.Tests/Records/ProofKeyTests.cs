using System.Numerics;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;

namespace AuditNode.Zk.Tests.Records;

public sealed class ProofKeyTests
{
    [Fact]
    public void Exported_key_is_imported_and_its_bytes_are_cleared()
    {
        using ProofKey key = ProofKey.Generate();
        byte[] bytes = new byte[ProofKey.ByteCount];
        key.Export(bytes);

        using ProofKey imported = ProofKey.Import(bytes);

        Assert.Equal(key.PublicKey, imported.PublicKey);
        Assert.Equal(new byte[32], bytes);
    }

    [Fact]
    public void Public_key_is_the_secret_times_the_generator()
    {
        byte[] seven = [.. new byte[31], 7];
        using ProofKey key = ProofKey.Import(seven);

        Assert.Equal(GroupElement<Bn254>.Generator * Scalar<Bn254>.FromUInt64(7), key.PublicKey);
    }

    [Fact]
    public void Generated_keys_differ()
    {
        using ProofKey one = ProofKey.Generate(), other = ProofKey.Generate();

        Assert.NotEqual(one.PublicKey, other.PublicKey);
    }

    [Fact]
    public void Zero_the_order_and_other_lengths_are_no_keys_and_are_cleared()
    {
        byte[] order = Scalar<Bn254>.Order.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] above = (Scalar<Bn254>.Order + BigInteger.One).ToByteArray(isUnsigned: true, isBigEndian: true);
        foreach (byte[] bytes in (byte[][])[new byte[32], order, above, [1, 2, 3], new byte[33]])
        {
            Assert.Equal("secret", Assert.Throws<ProofParameterException>(() => ProofKey.Import(bytes)).Field);
            Assert.All(bytes, one => Assert.Equal(0, one));
        }
    }

    [Fact]
    public void Disposed_key_refuses_use()
    {
        ProofKey key = ProofKey.Generate();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Export(new byte[32]));
        Assert.Throws<ObjectDisposedException>(() => AttributionProof.Prove(key, new SampleContext().Record()));
    }
}
