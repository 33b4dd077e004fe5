using System.Buffers;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public class BoundedReaderTests
{
    private static readonly string[] Fields = ["version", "level", "degree", "slots", "scale", "digest", "rows", "residues"];

    // Where each of the fields above begins, then the end of the message.
    private static readonly int[] Starts = [0, 1, 3, 7, 15, 23, 26, 30, 36];

    [Fact]
    public void Reads_what_the_writer_wrote()
    {
        byte[] message = Message();
        Assert.Equal(Starts[^1], message.Length);
        Assert.Equal(
            "01" + "0302" + "07060504" + "0f0e0d0c0b0a0908" + "000000000000e0bf" + "aabbcc" + "02000000",
            Convert.ToHexStringLower(message[..30]));
        Read(message);
    }

    [Fact]
    public void Names_the_field_cut_short_at_each_length()
    {
        byte[] message = Message();
        for (int length = 0; length < message.Length; length++)
        {
            var refusal = Assert.Throws<SerializationException>(() => Read(message[..length]));
            int field = Array.FindLastIndex(Starts, start => start <= length);

            // Cut inside the residues, the count before them already leaves no room.
            Assert.Equal(Fields[Math.Min(field, 6)], refusal.Field);
        }
    }

    [Fact]
    public void Refuses_trailing_bytes()
    {
        byte[] message = [.. Message(), 0];
        Assert.Equal("end of data", Assert.Throws<SerializationException>(() => Read(message)).Field);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(9u)]
    [InlineData(0x7fffffffu)]
    [InlineData(0x80000000u)]
    [InlineData(0xffffffffu)]
    public void Refuses_a_count_out_of_range(uint count)
    {
        byte[] data = BitConverter.GetBytes(count);
        var refusal = Assert.Throws<SerializationException>(() => new BoundedReader(data).ReadCount("rows", 1, 8));
        Assert.Equal("rows", refusal.Field);
        Assert.Contains($"found {count}, allowed is 1 to 8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_huge_count_without_allocating_for_it()
    {
        byte[] data = [0xff, 0xff, 0xff, 0x7f, 1, 2, 3];
        void ReadHugeCount()
        {
            var reader = new BoundedReader(data);
            int count = reader.ReadCount("rows", 0, int.MaxValue, bytesEach: 8);
            _ = new double[count];
        }

        Assert.InRange(AllocatedByRefusal(ReadHugeCount), 0, 100_000);
        Assert.InRange(AllocatedByRefusal(() => new BoundedReader(data).ReadBytes("digest", int.MaxValue)), 0, 100_000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Neither_reads_nor_writes_a_number_that_is_not_finite(double value)
    {
        byte[] data = BitConverter.GetBytes(value);
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal("scale", Assert.Throws<SerializationException>(() => new BoundedReader(data).ReadDouble("scale")).Field);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryFieldWriter(output).WriteDouble(value));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Refuses_arguments_that_make_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedReader([1]).ReadBytes("digest", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedReader([1]).ReadCount("rows", -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedReader([1]).ReadCount("rows", 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedReader([1]).ReadCount("rows", 1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryFieldWriter(new ArrayBufferWriter<byte>()).WriteCount(-1));
        Assert.Throws<ArgumentNullException>(() => new BinaryFieldWriter(null!));
    }

    [Fact]
    public void A_refused_residue_leaves_nothing_written()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BinaryFieldWriter(output);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteResidues([1, 2, 8], 3));
        Assert.Equal(0, output.WrittenCount);
        Assert.Equal(0, writer.Written);
    }

    private static byte[] Message()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BinaryFieldWriter(output);
        writer.WriteByte(1);
        writer.WriteUInt16(0x0203);
        writer.WriteUInt32(0x04050607);
        writer.WriteUInt64(0x08090a0b0c0d0e0f);
        writer.WriteDouble(-0.5);
        writer.WriteBytes([0xaa, 0xbb, 0xcc]);
        writer.WriteCount(2);
        writer.WriteResidues([1, 2, 3, 96], 12);
        Assert.Equal(output.WrittenCount, writer.Written);
        return output.WrittenSpan.ToArray();
    }

    private static void Read(byte[] message)
    {
        var reader = new BoundedReader(message);
        Assert.Equal(1, reader.ReadByte("version"));
        Assert.Equal(0x0203, reader.ReadUInt16("level"));
        Assert.Equal(0x04050607u, reader.ReadUInt32("degree"));
        Assert.Equal(0x08090a0b0c0d0e0fUL, reader.ReadUInt64("slots"));
        Assert.Equal(-0.5, reader.ReadDouble("scale"));
        Assert.Equal([0xaa, 0xbb, 0xcc], reader.ReadBytes("digest", 3).ToArray());
        int rows = reader.ReadCount("rows", 1, 8, bytesEach: 3);
        double[] residues = new double[2 * rows];
        reader.ReadResidues("residues", 12, 97, residues);
        Assert.Equal([1, 2, 3, 96], residues);
        Assert.Equal(message.Length, reader.Position + reader.Remaining);
        reader.EnsureEnd();
    }

    private static long AllocatedByRefusal(Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SerializationException>(read);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
