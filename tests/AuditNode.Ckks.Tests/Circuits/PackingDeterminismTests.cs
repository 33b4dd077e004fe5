using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Tests.Ckks;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Circuits;

/// <summary>Committed digests of monomials, automorphisms and packed sums: the same on every machine and for any number of threads.</summary>
public class PackingDeterminismTests
{
    public static TheoryData<string, int, InstructionSet, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int, InstructionSet, int>();
            foreach (InstructionSet set in Enum.GetValues<InstructionSet>())
            {
                foreach (int threads in (int[])[1, 3])
                {
                    data.Add("N4096-30bit-1", 2, set, threads);
                    data.Add("N8192-40bit-3", 2, set, threads);
                }

                data.Add("N16384-34bit-9", 3, set, 1);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packed_sums_are_the_same_everywhere(string name, int limbs, InstructionSet set, int threads)
    {
        using var s = new PackingScheme(ParameterSets.Get(name), 13, limbs, seed: 42, set, threads);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 13).Select(o => s.Encrypt(s.Values((ulong)o), (ulong)o))];
        using var c = new Ciphertext(s.Context);
        var actual = new List<string>();
        s.Evaluator.MultiplyMonomial(inputs[0], -3, c);
        actual.Add($"odd monomial: {Digest.Of(c)}");
        s.Evaluator.MultiplyMonomial(inputs[0], s.Degree / 16, c);
        actual.Add($"even monomial: {Digest.Of(c)}");
        s.Evaluator.ApplyGalois(inputs[0], 17, s.Keys, c);
        actual.Add($"automorphism: {Digest.Of(c)}");
        s.Packer.Pack(inputs, c, threads);
        actual.Add($"packed: {Digest.Of(c)}");
        using CoefficientCiphertext coefficients = s.Pack(inputs, seed: 99);
        coefficients.AddInteger(12, -(System.Numerics.BigInteger.One << 40));
        byte[] bytes = new CoefficientCiphertextSerializer(s.Context).Write(coefficients);
        actual.Add($"coefficient ciphertext: {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        actual.Add($"decrypted: {string.Join(' ', coefficients.Decrypt(s.SecretKey).Take(3))}");
        Assert.Equal(VectorFile.Open("packing-digests.json").GetProperty(name).EnumerateObject().Select(p => $"{p.Name}: {p.Value.GetString()}"), actual);
        foreach (Ciphertext input in inputs) input.Dispose();
    }
}
