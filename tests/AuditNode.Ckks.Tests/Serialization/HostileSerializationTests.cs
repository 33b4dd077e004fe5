using System.Buffers.Binary;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Rlwe;

namespace AuditNode.Ckks.Tests.Serialization;

/// <summary>Attack 31: lengths that promise more than there is, with digests that fit.</summary>
public class HostileSerializationTests
{
    private const int FuzzIterations = 10_000;

    private static readonly IReadOnlyList<SerializedSample> Samples = SerializedSamples.Small.All();

    [Fact]
    public void Attack_31_Length_prefix_overflow_in_the_envelope_is_refused_without_allocating()
    {
        foreach (SerializedSample sample in Samples)
        {
            ulong actual = (ulong)Forgery.Payload(sample.Bytes).Length, most = (ulong)sample.Maximum - 79;
            ulong[] lengths =
                [0, actual - 1, actual + 1, most, most + 1, int.MaxValue, uint.MaxValue, 1UL << 63, ulong.MaxValue - 31, ulong.MaxValue];
            foreach (ulong length in lengths)
            {
                if (length == actual) continue;
                byte[] forged = Forgery.Change(sample.Bytes, b => BitConverter.GetBytes(length).CopyTo(b, Forgery.LengthOffset));
                Assert.Equal("payload length", RefusedCheaply(sample, forged).Field);
            }
        }
    }

    [Fact]
    public void Attack_31_Length_prefix_overflow_in_the_payload_is_refused_without_allocating()
    {
        SerializedSample galois = Sample("Galois keys");
        foreach (uint count in (uint[])[12, 4096, 4097, int.MaxValue, uint.MaxValue])
            AssertRefused(galois, [.. BitConverter.GetBytes(count), .. Forgery.Payload(galois.Bytes)[4..]], "keys");

        // Two limbs and a seed are announced, and nothing follows; and so on.
        AssertRefused(galois, [1, 0, 0, 0, 3, 0, 0, 0, 2, 0], "keys");
        AssertRefused(Sample("relinearisation key"), [1, 2, 1], "switching key");
        AssertRefused(Sample("relinearisation key"), [3, 2, 1], "keys");
        AssertRefused(Sample("ciphertext"), [3, 2, .. BitConverter.GetBytes(1.0), 0], "polynomials");
        AssertRefused(Sample("coefficient ciphertext"), [2, .. BitConverter.GetBytes(1.0), 0, 16, 0, 0], "polynomial and visible coefficients");
        AssertRefused(Sample("coefficient ciphertext"), [2, .. BitConverter.GetBytes(1.0), 1, 16, 0, 0], "outputs");
        AssertRefused(Sample("parameters"), [.. BitConverter.GetBytes(4096), 1, 32], "ciphertext primes");
        AssertRefused(Sample("public key"), [0], "public key");
        AssertRefused(Sample("secret key"), [], "secret key");
    }

    [Fact]
    public void Attacks_7_and_31_No_mutation_gets_past_the_readers()
    {
        using RandomStream random = FixedSeed.Stream("serialization fuzz");
        int accepted = 0;
        for (int i = 0; i < FuzzIterations; i++)
        {
            SerializedSample sample = Samples[Next(random, Samples.Count)];
            byte[] mutated = Mutate(random, sample.Bytes);
            try
            {
                // What is accepted is the one serialised form of what was read.
                Assert.Equal(mutated, sample.ReadAndWrite(mutated));
                accepted++;
            }
            catch (SerializationException)
            {
            }
            catch (RlweParameterException)
            {
                Assert.Equal("parameters", sample.Name);
            }
        }

        // Residues changed within their range are no matter of the format, so some are accepted; most are not.
        Assert.InRange(accepted, FuzzIterations / 100, FuzzIterations / 2);
    }

    private static byte[] Mutate(RandomStream random, byte[] bytes)
    {
        byte[] payload = Forgery.Payload(bytes).ToArray();
        if (Next(random, 4) == 0) Array.Resize(ref payload, Next(random, payload.Length + 64));
        return Forgery.Change(Forgery.WithPayload(bytes, payload), mutated =>
        {
            for (int n = Next(random, 4); n >= 0; n--)
            {
                // Half of the changes to the payload's first fields, a quarter to the header, a quarter anywhere.
                int position = Next(random, 4) switch
                {
                    0 => Next(random, Forgery.PayloadOffset),
                    1 => Next(random, mutated.Length),
                    _ => Math.Min(Forgery.PayloadOffset + Next(random, 64), mutated.Length - 1),
                };
                mutated[position] = Next(random, 2) == 0 ? (byte)Next(random, 256) : (byte)(mutated[position] ^ 1 << Next(random, 8));
            }
        });
    }

    private static int Next(RandomStream random, int exclusiveMaximum)
    {
        Span<byte> word = stackalloc byte[8];
        random.Fill(word);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(word) % (ulong)exclusiveMaximum);
    }

    private static SerializedSample Sample(string name) => Samples.Single(sample => sample.Name == name);

    private static void AssertRefused(SerializedSample sample, ReadOnlySpan<byte> payload, string field) =>
        Assert.Equal(field, RefusedCheaply(sample, Forgery.WithPayload(sample.Bytes, payload)).Field);

    private static SerializationException RefusedCheaply(SerializedSample sample, byte[] forged)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<SerializationException>(() => sample.ReadAndWrite(forged));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        return refusal;
    }
}
