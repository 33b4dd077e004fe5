using System.Text.Json;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>
/// What SEAL made for one degree: parameters, keys and ciphertexts as files, and the numbers that it decrypts. Made once and shared
/// by the tests, as key generation is slow.
/// </summary>
internal sealed class SealSession
{
    public const double Scale = 1L << 40;

    private SealSession(string folder, SealParameters parameters, double[] values, JsonElement results)
    {
        Folder = folder;
        Parameters = parameters;
        Values = values;
        Results = results;
    }

    public string Folder { get; }

    /// <summary>As read from the parameters that SEAL saved.</summary>
    public SealParameters Parameters { get; }

    /// <summary>The numbers in the slots of both fresh ciphertexts.</summary>
    public double[] Values { get; }

    public JsonElement Results { get; }

    public static int[] BitSizes(int degree) => degree switch
    {
        8192 => [60, 40, 40, 60],
        16384 => [60, 40, 40, 50, 60],
        32768 => [60, 50, 40, 40, 40, 60],
        _ => throw new ArgumentOutOfRangeException(nameof(degree)),
    };

    public byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(Folder, name));

    public static async Task<SealSession> CreateAsync(string folder, int degree)
    {
        var values = new DeterministicWords($"values {degree}").Reals(degree / 2);
        var results = await NodeSeal.RunAsync(folder,
        [
            new { @do = "context", degree, bitSizes = BitSizes(degree) },
            new { @do = "contextInfo", @as = "context" },
            new { @do = "keygen" },
            new { @do = "saveParameters", file = "parameters.bin" },
            new { @do = "saveSecretKey", file = "secret.bin" },
            new { @do = "savePublicKey", file = "public.bin" },
            new { @do = "saveSeededPublicKey", file = "public-seeded.bin" },
            new { @do = "saveParameters", file = "parameters-zlib.bin", compression = "zlib" },
            new { @do = "saveSecretKey", file = "secret-zstd.bin", compression = "zstd" },
            new { @do = "savePublicKey", file = "public-zlib.bin", compression = "zlib" },
            new { @do = "encode", values, scale = Scale, @out = "plain" },
            new { @do = "encrypt", @in = "plain", @out = "fresh" },
            new { @do = "saveCiphertext", @in = "fresh", file = "fresh.bin" },
            new { @do = "saveCiphertext", @in = "fresh", file = "fresh-zstd.bin", compression = "zstd" },
            new { @do = "saveSeededCiphertext", @in = "plain", file = "fresh-seeded.bin" },
            new { @do = "encryptSymmetric", @in = "plain", @out = "symmetric" },
            new { @do = "saveCiphertext", @in = "symmetric", file = "symmetric.bin" },
            new { @do = "modSwitchToNext", @in = "fresh", @out = "lower" },
            new { @do = "square", @in = "lower", @out = "lower" },
            new { @do = "ciphertextInfo", @in = "lower", @as = "lower" },
            new { @do = "saveCiphertext", @in = "lower", file = "lower.bin" },
            new { @do = "decrypt", @in = "fresh", @as = "fresh" },
            new { @do = "decrypt", @in = "symmetric", @as = "symmetric" },
            new { @do = "decrypt", @in = "lower", @as = "squares" },
        ]);
        var parameters = SealParameters.Read(System.IO.File.ReadAllBytes(Path.Combine(folder, "parameters.bin")));
        return new SealSession(folder, parameters, values, results);
    }
}
