using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Released counts and sums: the body of <see cref="MessageKind.SumsReleased"/> without its proof of agreement, and the artifact.</summary>
internal static class SumsBody
{
    public static byte[] Write(IReadOnlyList<BigInteger> sums) => FieldExtensions.Build(writer =>
    {
        writer.WriteCount(sums.Count);
        foreach (BigInteger sum in sums) writer.WriteInteger(sum);
    });

    public static BigInteger[] Read(ReadOnlySpan<byte> body, int outputs)
    {
        var reader = new BoundedReader(body);
        BigInteger[] sums = Read(ref reader, outputs);
        reader.EnsureEnd();
        return sums;
    }

    public static BigInteger[] Read(ref BoundedReader reader, int outputs)
    {
        var sums = new BigInteger[reader.ReadCount("sums", outputs, outputs, 2)];
        for (int i = 0; i < sums.Length; i++) sums[i] = reader.ReadInteger("sum");
        return sums;
    }

    /// <summary>Most bytes.</summary>
    public static int MaximumLength(int outputs) => 4 + outputs * (1 + FieldExtensions.MaximumIntegerLength);
}
