using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts.Tests.EndToEnd;
using AuditNode.Zk.Groups;

namespace AuditNode.Contracts.Tests.Proofs;

/// <summary>BN254 here and in the precompiles of running EVMs (EIP-196) agree on random and on special points and scalars.</summary>
public abstract class PrecompileTests(ChainFixture fixture)
{
    private static readonly Address s_add = Precompile(6), s_multiply = Precompile(7);

    [Fact]
    public async Task SumsAgree()
    {
        EthereumClient client = fixture.Consortium.Hospital.Client;
        for (int i = 0; i < 100; i++)
        {
            GroupElement<Bn254> a = RandomElement(), b = i switch { 0 => a, 1 => -a, 2 => GroupElement<Bn254>.Identity, _ => RandomElement() };
            byte[] sum = await client.CallAsync(new CallRequest { To = s_add, Data = (byte[])[.. Encode(a), .. Encode(b)] });
            Assert.Equal(Encode(a + b), sum);
        }
    }

    [Fact]
    public async Task ProductsAgree()
    {
        EthereumClient client = fixture.Consortium.Hospital.Client;
        for (int i = 0; i < 100; i++)
        {
            GroupElement<Bn254> a = i == 4 ? GroupElement<Bn254>.Identity : RandomElement();
            Scalar<Bn254> k = i switch { 0 => Scalar<Bn254>.Zero, 1 => Scalar<Bn254>.One, 2 => -Scalar<Bn254>.One, _ => Scalar<Bn254>.Random() };
            byte[] product = await client.CallAsync(new CallRequest { To = s_multiply, Data = (byte[])[.. Encode(a), .. k.ToBytes()] });
            Assert.Equal(Encode(a * k), product);
        }
    }

    [Fact]
    public async Task Attack20_ThePrecompileTakesScalarsThatWeDoNot()
    {
        // What makes the range check in contract and library necessary (EIP-196).
        GroupElement<Bn254> a = RandomElement();
        Scalar<Bn254> k = Scalar<Bn254>.FromUInt64(5);
        byte[] beyond = Bytes32.FromUInt256(k.ToBigInteger() + Scalar<Bn254>.Order).ToArray();
        byte[] product = await fixture.Consortium.Hospital.Client.CallAsync(new CallRequest { To = s_multiply, Data = (byte[])[.. Encode(a), .. beyond] });
        Assert.Equal(Encode(a * k), product);
        Assert.False(Scalar<Bn254>.TryRead(beyond, out _));
    }

    [Fact]
    public async Task Attack21_PointsOffTheCurveAreRefusedByBoth()
    {
        byte[] off = [.. Bytes32.FromUInt256(BigInteger.One).ToArray(), .. Bytes32.FromUInt256(3).ToArray()];
        Assert.False(GroupElement<Bn254>.TryRead(off, out _));
        await Assert.ThrowsAnyAsync<Exception>(() => fixture.Consortium.Hospital.Client.CallAsync(
            new CallRequest { To = s_multiply, Data = (byte[])[.. off, .. Scalar<Bn254>.One.ToBytes()] }));
    }

    private static GroupElement<Bn254> RandomElement() => GroupElement<Bn254>.MultiplyGenerator(Scalar<Bn254>.Random());

    /// <summary>EIP-196 writes the identity as (0, 0), which our encoding does not have.</summary>
    private static byte[] Encode(in GroupElement<Bn254> element) => element.IsIdentity ? new byte[64] : element.ToBytes();

    private static Address Precompile(byte number)
    {
        byte[] address = new byte[Address.ByteCount];
        address[^1] = number;
        return Address.FromBytes(address);
    }
}

[Collection(AnvilCollection.Name)]
public sealed class AnvilPrecompileTests(AnvilFixture fixture) : PrecompileTests(fixture);

[Collection(GanacheCollection.Name)]
public sealed class GanachePrecompileTests(GanacheFixture fixture) : PrecompileTests(fixture);
