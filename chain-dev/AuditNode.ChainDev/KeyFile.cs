using System.Security.Cryptography;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev;

/// <summary>Private keys (secp256k1) in files of 64 hex digits that only their owner may read.</summary>
public static class KeyFile
{
    /// <summary>Reads the key of a file; white space around it does not matter.</summary>
    /// <exception cref="ChainDevException">The file cannot be read or does not hold a key.</exception>
    public static PrivateKey Read(string path)
    {
        Span<byte> secret = stackalloc byte[PrivateKey.ByteCount];
        try
        {
            var text = File.ReadAllText(path).AsSpan().Trim();
            if (text.StartsWith("0x", StringComparison.Ordinal))
                text = text[2..];
            if (text.Length == 2 * secret.Length
                && Convert.FromHexString(text, secret, out _, out _) == System.Buffers.OperationStatus.Done)
                return PrivateKey.FromBytes(secret);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChainDevException(ChainDevError.DataDirectory, $"Cannot read the key file {path}: {e.Message}", e);
        }
        catch (ArgumentException)
        {
            // 64 digits, but 0 or beyond the order of the curve.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
        throw new ChainDevException(
            ChainDevError.DataDirectory, $"{path} does not hold a private key of 64 hex digits; name a file that does.");
    }

    /// <summary>Reads the key of a file, after a fresh random one was written to it if it is not there.</summary>
    /// <exception cref="ChainDevException">The file cannot be read or written, or does not hold a key.</exception>
    public static PrivateKey ReadOrCreate(string path)
    {
        if (File.Exists(path))
            return Read(path);
        var key = PrivateKey.Generate();
        Span<byte> secret = stackalloc byte[PrivateKey.ByteCount];
        Span<char> text = stackalloc char[2 * PrivateKey.ByteCount];
        key.Export(secret);
        Convert.TryToHexStringLower(secret, text, out _);
        PrivateFile.Write(path, text);
        CryptographicOperations.ZeroMemory(secret);
        text.Clear();
        return key;
    }
}
