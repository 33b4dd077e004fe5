using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Fingerprint;

/// <summary>
/// Encodes, encrypts, evaluates the sign, rotates and sums slots, all from fixed seeds and with the default instruction set,
/// and takes the digest of everything on the way.
/// </summary>
internal static class Computation
{
    /// <summary>Lines of a name and a SHA-256.</summary>
    /// <param name="parameters">Four levels at least.</param>
    internal static IEnumerable<string> Digests(CkksParameters parameters)
    {
        var context = new CkksContext(parameters);
        byte[] seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        double[] values = [.. Enumerable.Range(0, context.SlotCount).Select(j => (j * 2654435761L % 65537 - 32768) / 32768.0)];
        yield return Line("parameters", new CkksParametersSerializer().Write(context.Parameters));

        var encoder = new CkksEncoder(context);
        using var plaintext = new Plaintext(context);
        encoder.Encode(values, plaintext);
        yield return Line("encoding", Residues(plaintext));

        using var generator = new KeyGenerator(context.Rlwe, seed);
        PublicKey publicKey = generator.CreatePublicKey();
        RelinearizationKey relinearizationKey = generator.CreateRelinearizationKey();
        GaloisKeys rotationKeys = generator.CreateRotationKeys([-3, 1, 2]);
        yield return Line("secret key", new SecretKeySerializer(context.Rlwe).Write(generator.SecretKey));
        yield return Line("public key", new PublicKeySerializer(context.Rlwe).Write(publicKey));
        yield return Line("relinearisation key", new RelinearizationKeySerializer(context.Rlwe).Write(relinearizationKey));
        yield return Line("rotation keys", new GaloisKeysSerializer(context.Rlwe).Write(rotationKeys));

        var ciphertexts = new CiphertextSerializer(context);
        using var underSecretKey = new Encryptor(context, null, generator.SecretKey, seed);
        using Ciphertext seeded = underSecretKey.Encrypt(plaintext);
        yield return Line("ciphertext under the secret key", ciphertexts.Write(seeded));
        using var underPublicKey = new Encryptor(context, publicKey, null, seed);
        using Ciphertext ciphertext = underPublicKey.Encrypt(plaintext);
        yield return Line("ciphertext under the public key", ciphertexts.Write(ciphertext));

        var evaluator = new Evaluator(context);
        using var rotated = new Ciphertext(context);
        evaluator.Rotate(ciphertext, -3, rotationKeys, rotated);
        yield return Line("rotation", ciphertexts.Write(rotated));
        ChebyshevSeries sign = SignApproximation.Minimax(15, 0.125).Series;
        yield return Line("series", MemoryMarshal.AsBytes(sign.Coefficients));
        new PolynomialEvaluator(evaluator, relinearizationKey).Evaluate(ciphertext, ChebyshevPlan.Create(sign), ciphertext);
        yield return Line("sign", ciphertexts.Write(ciphertext));
        evaluator.Rotate(ciphertext, -3, rotationKeys, ciphertext);
        yield return Line("rotation of the sign", ciphertexts.Write(ciphertext));
        evaluator.SumSlots(ciphertext, 4, rotationKeys, ciphertext);
        yield return Line("sums of four slots", ciphertexts.Write(ciphertext));

        using Plaintext decrypted = new Decryptor(context, generator.SecretKey).Decrypt(ciphertext);
        yield return Line("decryption", Residues(decrypted));
        double[] decoded = new double[context.SlotCount];
        encoder.Decode(decrypted, decoded);
        yield return Line("decoding", MemoryMarshal.AsBytes<double>(decoded));
    }

    private static byte[] Residues(Plaintext plaintext)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < plaintext.LimbCount; i++) bytes.AddRange(MemoryMarshal.AsBytes<double>(plaintext.Polynomial.LimbSpan(i)));
        return [.. bytes];
    }

    private static string Line(string name, ReadOnlySpan<byte> bytes) => $"{name}: {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
