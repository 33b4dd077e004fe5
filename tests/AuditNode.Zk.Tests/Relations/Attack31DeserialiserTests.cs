using System.Buffers.Binary;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Relations;

/// <summary>Attack 31: a length prefix that claims more than there is, to overflow a sum or to exhaust memory.</summary>
public sealed class Attack31DeserialiserTests
{
    private const int Cases = 10_000;

    // An equation takes 8 bytes to encode and is an object with two arrays; a point's coordinates are converted in working memory.
    private const int BytesPerByteRead = 64;
    private const int FixedBytes = 4096;

    // Validation adds up points, for which arithmetic keeps tables.
    private const int BytesToValidate = 1 << 20;

    [Fact]
    public void Attack31_Mutated_relations_are_refused_or_read_again_and_cost_no_more_memory_than_they_are_long()
    {
        var inputs = new TestInputs(31);
        byte[][] seeds = [.. Enumerable.Range(0, 8).Select(_ => RandomRelation<Bn254>.Create(inputs).Relation.AsEncoded().ToArray())];
        int refused = 0;
        for (int round = 0; round < Cases; round++)
        {
            byte[] mutant = Mutate(inputs, seeds[inputs.Int32(seeds.Length)]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool read = LinearRelation<Bn254>.TryRead(mutant, out LinearRelation<Bn254>? relation);
            long afterReading = GC.GetAllocatedBytesForCurrentThread();
            _ = relation?.ValidateInstance();
            long afterValidation = GC.GetAllocatedBytesForCurrentThread();

            Assert.True(afterReading - before <= FixedBytes + (BytesPerByteRead * mutant.Length), $"length {mutant.Length} {TestSeed.Describe(round)}");
            Assert.True(afterValidation - afterReading <= BytesToValidate, TestSeed.Describe(round));
            if (read) Assert.Equal(mutant, relation!.AsEncoded().ToArray());
            else refused++;
        }

        // Both outcomes must occur, or the mutations test nothing.
        Assert.InRange(refused, Cases / 4, Cases - 100);
    }

    [Fact]
    public void Attack31_Random_bytes_are_never_a_relation()
    {
        var inputs = new TestInputs(32);
        for (int round = 0; round < Cases; round++)
            Assert.False(LinearRelation<P256>.TryRead(inputs.Bytes(4 + inputs.Int32(400)), out _), TestSeed.Describe(round));
    }

    [Theory]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFCu)]
    [InlineData(0xFFFFFFFFu)]
    public void Attack31_Counts_near_the_limits_of_integers_are_refused(uint count)
    {
        byte[] encoding = SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.Generator).Build().AsEncoded().ToArray();
        foreach (int position in (int[])[0, 4, 44])
        {
            byte[] claim = [.. encoding];
            BinaryPrimitives.WriteUInt32LittleEndian(claim.AsSpan(position), count);

            Assert.False(LinearRelation<Bn254>.TryRead(claim, out _), $"count at {position}");
        }

        ReadOnlySpan<byte> unread = [.. BitConverter.GetBytes(count), 1, 2, 3];
        Assert.False(TranscriptCodec.TryDeserializeVarLenString(ref unread, out _));
    }

    [Fact]
    public void Attack31_Largest_scalar_index_costs_no_memory()
    {
        byte[] encoding = SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.Generator).Build().AsEncoded().ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(encoding.AsSpan(48), uint.MaxValue);
        Assert.True(LinearRelation<Bn254>.TryRead(encoding, out LinearRelation<Bn254>? relation));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(InstanceCheck.ScalarsAreUsed, relation.ValidateInstance());

        Assert.Equal(1L << 32, relation.NumScalars);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FixedBytes);
    }

    private static byte[] Mutate(TestInputs inputs, byte[] seed)
    {
        byte[] mutant = [.. seed];
        for (int changes = 1 + inputs.Int32(3); changes > 0; changes--)
        {
            int position = inputs.Int32(mutant.Length);
            switch (inputs.Int32(5))
            {
                case 0:
                    mutant[position] ^= (byte)(1 << inputs.Int32(8));
                    break;
                case 1:
                    mutant[position] = (byte)inputs.UInt64();
                    break;
                case 2:
                    mutant = [.. mutant.AsSpan(0, position)];
                    break;
                case 3:
                    mutant = [.. mutant, .. inputs.Bytes(1 + inputs.Int32(80))];
                    break;
                default:
                    int word = position & ~3;
                    if (word + 4 <= mutant.Length) BinaryPrimitives.WriteUInt32LittleEndian(mutant.AsSpan(word), (uint)inputs.UInt64());
                    break;
            }

            if (mutant.Length == 0) return mutant;
        }

        return mutant;
    }
}
