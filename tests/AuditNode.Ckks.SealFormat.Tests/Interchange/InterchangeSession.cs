using System.Runtime.InteropServices;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>
/// One side makes keys and ciphertexts, the other one takes them over and computes, and the first one decrypts: the slots by
/// operation. Run once for each degree and shared by the tests.
/// </summary>
/// <param name="Folder">The files that went from one side to the other.</param>
/// <param name="Slots">The decrypted values, N/2 for each of <see cref="InterchangeOperation.Names"/>.</param>
internal sealed record InterchangeSession(string Folder, IReadOnlyDictionary<string, double[]> Slots)
{
    /// <summary>SEAL's encoding of x, a saved <c>Plaintext</c>.</summary>
    public const string SealEncoding = "plain.bin";

    /// <summary>SEAL's data, our computations.</summary>
    public static async Task<InterchangeSession> FromSealAsync(string folder, int degree)
    {
        var set = InterchangeSet.Of(degree);
        await NodeSeal.RunAsync(folder,
        [
            new { @do = "context", degree, bitSizes = set.BitSizes },
            new { @do = "keygen" },
            new { @do = "saveParameters", file = "parameters.bin" },
            new { @do = "saveSecretKey", file = "secret.bin" },
            new { @do = "savePublicKey", file = "public.bin" },
            new { @do = "encode", values = InterchangeOperation.X(degree), scale = set.Scale, @out = "plain" },
            new { @do = "savePlaintext", @in = "plain", file = SealEncoding },
            new { @do = "encrypt", @in = "plain", @out = "x" },
            SealOperations.Save(InterchangeOperation.PublicEncryption, "x"),
            new { @do = "encode", values = InterchangeOperation.Y(degree), scale = set.Scale, @out = "plain" },
            new { @do = "encryptSymmetric", @in = "plain", @out = "y" },
            SealOperations.Save(InterchangeOperation.SymmetricEncryption, "y"),
        ]);

        var parameters = SealParameters.Read(Read(folder, "parameters.bin"));
        var context = new CkksContext(parameters.ToCkks(set.Scale, set.DigitSize));
        var interchange = new SealInterchange(context);
        using var sealSecret = SealSecretKey.Read(Read(folder, "secret.bin"), parameters);
        using var secret = interchange.Import(sealSecret);
        using var publicKey = interchange.Import(SealPublicKey.Read(Read(folder, "public.bin"), parameters));
        var x = Import(interchange, folder, InterchangeOperation.PublicEncryption);
        var y = Import(interchange, folder, InterchangeOperation.SymmetricEncryption);
        var results = LibraryOperations.Compute(context, secret, x, y);
        using var encryptor = new Encryptor(context, publicKey);
        results[InterchangeOperation.ForeignEncryption] = LibraryOperations.Encrypt(encryptor, context, InterchangeOperation.X(degree));
        results[InterchangeOperation.PublicEncryption] = x;
        results[InterchangeOperation.SymmetricEncryption] = y;
        foreach (var (operation, ciphertext) in results)
            Export(interchange, folder, operation, ciphertext);

        await NodeSeal.RunAsync(folder,
        [
            new { @do = "context", file = "parameters.bin" },
            new { @do = "loadSecretKey", file = "secret.bin" },
            .. SealOperations.Decrypt(),
        ]);
        return new InterchangeSession(folder, InterchangeOperation.Names.ToDictionary(
            operation => operation,
            operation => MemoryMarshal.Cast<byte, double>(Read(folder, SealOperations.DecryptedFileName(operation))).ToArray()));
    }

    /// <summary>Our data, SEAL's computations.</summary>
    public static async Task<InterchangeSession> FromLibraryAsync(string folder, int degree)
    {
        var set = InterchangeSet.Of(degree);
        var context = set.CreateContext();
        var interchange = new SealInterchange(context);
        using var generator = new KeyGenerator(context.Rlwe);
        using var secret = generator.SecretKey;
        using var publicKey = generator.CreatePublicKey();
        using var publicEncryptor = new Encryptor(context, publicKey);
        using var symmetricEncryptor = new Encryptor(context, secret);
        using var sealSecret = interchange.Export(secret);
        Write(folder, "parameters.bin", interchange.Parameters.Write());
        Write(folder, "secret.bin", sealSecret.Write());
        Write(folder, "public.bin", interchange.Export(publicKey).Write());
        Export(
            interchange,
            folder,
            InterchangeOperation.PublicEncryption,
            LibraryOperations.Encrypt(publicEncryptor, context, InterchangeOperation.X(degree)));
        Export(
            interchange,
            folder,
            InterchangeOperation.SymmetricEncryption,
            LibraryOperations.Encrypt(symmetricEncryptor, context, InterchangeOperation.Y(degree)));

        await NodeSeal.RunAsync(folder,
        [
            new { @do = "context", file = "parameters.bin" },
            new { @do = "loadSecretKey", file = "secret.bin" },
            new { @do = "loadPublicKey", file = "public.bin" },
            new { @do = "loadCiphertext", file = SealOperations.FileName(InterchangeOperation.PublicEncryption), @out = "x" },
            SealOperations.Save(InterchangeOperation.PublicEncryption, "x"),
            new { @do = "loadCiphertext", file = SealOperations.FileName(InterchangeOperation.SymmetricEncryption), @out = "y" },
            SealOperations.Save(InterchangeOperation.SymmetricEncryption, "y"),
            new { @do = "encode", values = InterchangeOperation.X(degree), scale = set.Scale, @out = "plain" },
            new { @do = "encrypt", @in = "plain", @out = "r" },
            SealOperations.Save(InterchangeOperation.ForeignEncryption),
            .. SealOperations.Compute(set),
        ]);
        return new InterchangeSession(folder, InterchangeOperation.Names.ToDictionary(
            operation => operation,
            operation => Decrypt(context, secret, Import(interchange, folder, operation))));
    }

    private static double[] Decrypt(CkksContext context, SecretKey secret, Ciphertext ciphertext)
    {
        using var plaintext = new Decryptor(context, secret).Decrypt(ciphertext);
        var slots = new double[context.SlotCount];
        new CkksEncoder(context).Decode(plaintext, slots);
        return slots;
    }

    private static Ciphertext Import(SealInterchange interchange, string folder, string operation) =>
        interchange.Import(SealCiphertext.Read(Read(folder, SealOperations.FileName(operation)), interchange.Parameters));

    private static void Export(SealInterchange interchange, string folder, string operation, Ciphertext ciphertext) =>
        Write(folder, SealOperations.FileName(operation), interchange.Export(ciphertext).Write());

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(Path.Combine(folder, name));

    private static void Write(string folder, string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, name), bytes);
}
