using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ckks;

/// <summary>SHA-256 of everything that makes up a plaintext or ciphertext: shape, scale and residues, as 64-bit little-endian words.</summary>
internal static class Digest
{
    public static string Of(Plaintext plaintext) => Of(plaintext.Scale, plaintext.Polynomial);

    public static string Of(Ciphertext ciphertext) =>
        Of(ciphertext.Scale, [.. Enumerable.Range(0, ciphertext.Size).Select(i => ciphertext[i])]);

    /// <summary>Of decoded values, bit for bit.</summary>
    public static string Of(Complex[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<Complex>(values)));

    private static string Of(double scale, params RnsPolynomial[] polynomials)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, [(ulong)polynomials.Length, (ulong)polynomials[0].LimbCount, BitConverter.DoubleToUInt64Bits(scale)]);
        foreach (RnsPolynomial polynomial in polynomials)
        {
            var residues = new ulong[polynomial.Basis.Degree];
            for (int i = 0; i < polynomial.LimbCount; i++)
            {
                polynomial.CopyLimbTo(i, residues);
                Append(hash, residues);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ulong[] words) => hash.AppendData(MemoryMarshal.AsBytes<ulong>(words));
}
