using System.Security.Cryptography;
using AuditNode.ChainDev.Processes;
using AuditNode.Zk.Records;

namespace AuditNode.ChainDev.Deployment;

/// <summary>Proof keys (BN254) in files of 64 hex digits that only their owner may read.</summary>
public static class ProofKeyFile
{
    /// <summary>Reads the key of a file, after a fresh random one was written to it if it is not there.</summary>
    /// <exception cref="ChainDevException">The file cannot be read or written, or does not hold a key.</exception>
    public static ProofKey ReadOrCreate(string path)
    {
        Span<byte> secret = stackalloc byte[ProofKey.ByteCount];
        try
        {
            if (!File.Exists(path))
                Create(path);
            if (Convert.FromHexString(File.ReadAllText(path).AsSpan().Trim(), secret, out _, out var written)
                    == System.Buffers.OperationStatus.Done && written == secret.Length)
                return ProofKey.Import(secret);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChainDevException(ChainDevError.DataDirectory, $"Cannot read or write the proof key file {path}: {e.Message}", e);
        }
        catch (Zk.ProofParameterException)
        {
            // 64 digits, but 0 or beyond the order of the group.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
        throw new ChainDevException(
            ChainDevError.DataDirectory,
            $"{path} does not hold a proof key of 64 hex digits; name a file that does, or one that is not there.");
    }

    private static void Create(string path)
    {
        Span<byte> secret = stackalloc byte[ProofKey.ByteCount];
        Span<char> text = stackalloc char[2 * ProofKey.ByteCount];
        using var key = ProofKey.Generate();
        key.Export(secret);
        Convert.TryToHexStringLower(secret, text, out _);
        PrivateFile.Write(path, text);
        CryptographicOperations.ZeroMemory(secret);
        text.Clear();
    }
}
