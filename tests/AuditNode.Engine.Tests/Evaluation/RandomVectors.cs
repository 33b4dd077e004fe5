using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Tests.Evaluation;

/// <summary>Reproducible random numbers in [-1, 1].</summary>
internal sealed class RandomVectors
{
    private readonly RandomStream _stream;

    public RandomVectors(ulong seed)
    {
        var bytes = new byte[RandomStream.SeedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        _stream = new RandomStream(bytes, "AuditNode.Engine.Tests/vectors");
    }

    public double[] Uniform(int count)
    {
        var bytes = new byte[4 * count];
        _stream.Fill(bytes);
        return [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i)) / (double)(1L << 31))];
    }
}
