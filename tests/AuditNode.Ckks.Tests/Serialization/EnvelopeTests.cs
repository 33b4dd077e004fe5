using System.Buffers.Binary;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Serialization;

public class EnvelopeTests
{
    private static readonly IReadOnlyList<SerializedSample> Samples = SerializedSamples.Small.All();

    public static TheoryData<int> EverySample => [.. Enumerable.Range(0, Samples.Count)];

    [Theory]
    [MemberData(nameof(EverySample))]
    public void Reading_and_writing_again_gives_the_same_bytes(int index)
    {
        SerializedSample sample = Samples[index];
        Assert.Equal(sample.Bytes, sample.ReadAndWrite(sample.Bytes));
        Assert.Equal(sample.Bytes.Length, sample.Predicted);
        Assert.InRange(sample.Bytes.Length, 1, sample.Maximum);
    }

    [Theory]
    [MemberData(nameof(EverySample))]
    public void Begins_with_magic_version_kind_fingerprint_and_length(int index)
    {
        SerializedSample sample = Samples[index];
        byte kind = sample.Name switch
        {
            "parameters" => 1,
            "secret key" => 2,
            "public key" => 3,
            "Galois keys" => 5,
            "coefficient ciphertext" => 7,
            _ => (byte)(sample.Name.StartsWith("relin", StringComparison.Ordinal) ? 4 : 6),
        };
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)sample.Bytes.Length - 79);
        Assert.Equal(
            [.. "ANHE"u8, 1, 0, kind, .. SerializedSamples.Small.Context.Rlwe.Parameters.Fingerprint, .. length],
            sample.Bytes[..Forgery.PayloadOffset]);
    }

    [Theory]
    [MemberData(nameof(EverySample))]
    public void Refuses_every_truncation(int index)
    {
        SerializedSample sample = Samples[index];
        foreach (int length in Positions(sample.Bytes.Length))
            Assert.Throws<SerializationException>(() => sample.ReadAndWrite(sample.Bytes[..length]));
    }

    [Theory]
    [MemberData(nameof(EverySample))]
    public void Refuses_every_flipped_bit(int index)
    {
        SerializedSample sample = Samples[index];
        foreach (int position in Positions(sample.Bytes.Length))
        {
            byte[] changed = [.. sample.Bytes];
            changed[position] ^= (byte)(1 << position % 8);
            Assert.Throws<SerializationException>(() => sample.ReadAndWrite(changed));
        }
    }

    [Theory]
    [MemberData(nameof(EverySample))]
    public void Refuses_trailing_bytes(int index)
    {
        SerializedSample sample = Samples[index];
        Assert.Equal("payload length", Refusal(sample, [.. sample.Bytes, 0]).Field);
        byte[] padded = Forgery.WithPayload(sample.Bytes, [.. Forgery.Payload(sample.Bytes), 0]);
        Assert.Throws<SerializationException>(() => sample.ReadAndWrite(padded));
    }

    [Theory]
    [MemberData(nameof(EverySample))]
    public void Refuses_another_version_kind_or_parameters_by_name(int index)
    {
        SerializedSample sample = Samples[index];
        byte kind = sample.Bytes[Forgery.KindOffset];
        Assert.Equal("magic", Refusal(sample, Forgery.Change(sample.Bytes, bytes => bytes[0]++)).Field);
        Assert.Equal("version", Refusal(sample, Forgery.Change(sample.Bytes, bytes => bytes[Forgery.VersionOffset] = 2)).Field);
        Assert.Equal("version", Refusal(sample, Forgery.Change(sample.Bytes, bytes => bytes[Forgery.VersionOffset + 1] = 1)).Field);
        foreach (byte other in (byte[])[0, 8, 255, (byte)(kind % 7 + 1)])
            Assert.Equal("kind", Refusal(sample, Forgery.Change(sample.Bytes, bytes => bytes[Forgery.KindOffset] = other)).Field);
        byte[] foreign = Forgery.Change(sample.Bytes, bytes => bytes[Forgery.FingerprintOffset + 31] ^= 1);
        Assert.Equal("fingerprint", Refusal(sample, foreign).Field);
    }

    [Fact]
    public void Names_value_allowed_and_remedy()
    {
        byte[] changed = Forgery.Change(Samples[1].Bytes, bytes => bytes[Forgery.KindOffset] = 3);
        Assert.Equal(
            "kind: found 3 (PublicKey), allowed is 2 (SecretKey). Read it with the serializer of its kind.",
            Refusal(Samples[1], changed).Message);
    }

    [Fact]
    public void Refuses_what_was_written_with_other_parameters()
    {
        var other = new SerializedSamples(CkksParameters.Create(4096, 36, 31, 1));
        SerializedSamples small = SerializedSamples.Small;
        foreach ((SerializedSample mine, SerializedSample foreign) in Samples.Zip(other.All()).Skip(1))
            Assert.Equal("fingerprint", Refusal(mine, foreign.Bytes).Field);
        Assert.Throws<OperandMismatchException>(() => small.Ciphertexts.Write(other.Full));
        Assert.Throws<OperandMismatchException>(() => small.SecretKeys.GetByteCount(other.SecretKey));
        Assert.Throws<OperandMismatchException>(() => small.PublicKeys.Write(other.PublicKey));
        Assert.Throws<OperandMismatchException>(() => small.RelinearizationKeys.Write(other.RelinearizationKey));
        Assert.Throws<OperandMismatchException>(() => small.Galois.Write(other.GaloisKeys));
    }

    // All around the payload, and a sample of the payload itself.
    private static IEnumerable<int> Positions(int length) =>
        Enumerable.Range(0, length).Where(i => i < 128 || i >= length - 64 || i % (1 + length / 100) == 0);

    private static SerializationException Refusal(SerializedSample sample, byte[] bytes) =>
        Assert.Throws<SerializationException>(() => sample.ReadAndWrite(bytes));
}
