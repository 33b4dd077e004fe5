using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Keys;

/// <summary>The public halves of a node's keys, read without passphrase.</summary>
/// <param name="Institution">The account.</param>
/// <param name="ProofKey">x and y of the proof key, 64 bytes in hexadecimal.</param>
/// <param name="TlsFingerprint">SHA-256 of the certificate.</param>
/// <param name="TlsNotAfter">Until when the certificate is valid (UTC).</param>
/// <param name="Files">Where the keys are.</param>
public sealed record KeySummary(Address Institution, string ProofKey, Bytes32 TlsFingerprint, DateTimeOffset TlsNotAfter, IReadOnlyList<string> Files)
{
    private const int MaxLength = 1 << 16;

    /// <summary>Reads them.</summary>
    /// <exception cref="NodeException">A file is absent or malformed.</exception>
    public static KeySummary Read(NodeDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        directory.RequireExists();
        var files = new KeyFiles(directory);
        var proof = ProofKeystore.Read(files.Proof);
        using var certificate = NodeIdentity.OpenCertificate(files.Certificate);
        return new KeySummary(
            ReadAddress(files.Account), Convert.ToHexStringLower(proof.PublicKey.Span), certificate.Fingerprint, certificate.NotAfter.ToUniversalTime(),
            [files.Account, files.Proof, files.Certificate]);
    }

    /// <summary>The account of a key file, as the file says it.</summary>
    /// <exception cref="NodeException">The file is absent or malformed.</exception>
    public static Address ReadAddress(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxLength)
            {
                using var document = JsonDocument.Parse(File.ReadAllText(path));
                if (document.RootElement.TryGetProperty("address", out var address) && Address.TryParse($"0x{address.GetString()}", out var parsed))
                    return parsed;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NodeException(NodeError.Key, $"There is no account {path}; run audit-node key new, or restore it from the backup.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new NodeException(NodeError.Key, $"{path} cannot be read or is no key file; restore it from the backup.", e);
        }
        throw new NodeException(NodeError.Key, $"{path} is no key file with an address; restore it from the backup.");
    }
}
