using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>
/// Committed digests of encodings and of ciphertexts after every kind of operation. They must come out on every machine, with every
/// instruction set and any number of threads; a change of one is a change of the format or of the arithmetic.
/// </summary>
public class DeterminismTests
{
    private static readonly int[] s_steps = [1, 2, 4, -3];

    public static TheoryData<string, InstructionSet, int> Cases
    {
        get
        {
            var data = new TheoryData<string, InstructionSet, int>();
            foreach (string name in ParameterSets.Names)
            {
                // The largest rings once for each set, the smaller ones with three threads as well.
                foreach (InstructionSet set in Enum.GetValues<InstructionSet>())
                {
                    if (!name.StartsWith("N32768", StringComparison.Ordinal) || set != InstructionSet.Portable) data.Add(name, set, 1);
                    if (name is "N4096-30bit-1" or "N8192-40bit-3" || set == InstructionSet.Portable) data.Add(name, set, 3);
                }
            }

            return data;
        }
    }

    [Fact]
    public void An_encryptor_with_a_stream_makes_the_same_ciphertext_again_from_its_seed_and_another_from_another()
    {
        Scheme s = Scheme.Shared("N8192-40bit-3");
        using Plaintext message = s.Encode(SlotVector.Random(s.SlotCount, seed: 1));
        using var first = new Encryptor(s.Context, s.PublicKey, new RandomStream(Scheme.Seed(1), "test"));
        using var again = new Encryptor(s.Context, s.PublicKey, new RandomStream(Scheme.Seed(1), "test"));
        using var other = new Encryptor(s.Context, s.PublicKey, new RandomStream(Scheme.Seed(2), "test"));
        using Ciphertext a = first.Encrypt(message), b = again.Encrypt(message), c = other.Encrypt(message), next = first.Encrypt(message);
        Assert.Equal(Digest.Of(a), Digest.Of(b));
        Assert.NotEqual(Digest.Of(a), Digest.Of(c));
        Assert.NotEqual(Digest.Of(a), Digest.Of(next));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encodings_and_ciphertexts_are_the_same_everywhere(string name, InstructionSet set, int threads)
    {
        var actual = new List<string>();
        var s = new Scheme(ParameterSets.Get(name), seed: 42, s_steps, set, threads);
        Evaluator e = s.Evaluator;
        double[] reals = TestVectors.Reals(s.SlotCount, seed: 1);
        Complex[] complex = SlotVector.Random(s.SlotCount, seed: 2);
        using var real = new Plaintext(s.Context);
        s.Encoder.Encode(reals, real);
        using Plaintext second = s.Encode(complex);
        actual.Add($"real {Digest.Of(real)}");
        actual.Add($"complex {Digest.Of(second)}");

        using var publicKey = new Encryptor(s.Context, s.PublicKey, null, Scheme.Seed(43));
        using var secretKey = new Encryptor(s.Context, null, s.SecretKey, Scheme.Seed(44));
        using Ciphertext a = publicKey.Encrypt(real), b = secretKey.Encrypt(second), c = new(s.Context), d = new(s.Context), f = new(s.Context);
        void Record(string what, Ciphertext ciphertext) => actual.Add($"{what} {Digest.Of(ciphertext)}");
        Record("encrypt", a);
        Record("encrypt-symmetric", b);
        e.Add(a, b, c);
        e.SubtractPlain(c, second, c);
        e.AddScalar(c, -0.3, c);
        Record("linear", c);
        e.MultiplyScalar(a, 0.7, 1 << 20, c);
        e.MultiplyScalarAdd(b, -1.5, c);
        Record("scalar", c);
        e.Multiply(a, b, c);
        e.MultiplyAdd(a, a, c);
        Record("tensor", c);
        e.Relinearize(c, s.RelinearizationKey, d);
        Record("relinearize", d);
        e.Rescale(d, d);
        Record("rescale", d);
        e.RelinearizeRescale(c, s.RelinearizationKey, c);
        Record("fused", c);
        e.Rotate(c, -3, s.GaloisKeys, d);
        e.Conjugate(d, s.GaloisKeys, d);
        Record("rotate-conjugate", d);
        e.RotateHoisted(a, [1, -3], s.GaloisKeys, [d, f]);
        e.Add(d, f, d);
        Record("hoisted", d);
        e.SumSlots(b, 8, s.GaloisKeys, d);
        Record("slot-sum", d);
        using Plaintext decrypted = s.Decryptor.Decrypt(d);
        actual.Add($"decrypt {Digest.Of(decrypted)}");
        var decoded = new Complex[s.SlotCount];
        s.Encoder.Decode(decrypted, decoded);
        actual.Add($"decode {Digest.Of(decoded)}");
        Assert.Equal(VectorFile.Open("ckks-digests.json").GetProperty(name).EnumerateObject().Select(p => $"{p.Name} {p.Value.GetString()}"), actual);
    }
}
