using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AuditNode.Node.Peers;

/// <summary>
/// The file of a certificate: PEM (RFC 7468), the certificate and its key as PKCS #8, readable by its owner only (mode 0600). The key is
/// not encrypted, so that a node starts without anybody present; whoever reads it can speak for the node until the registered fingerprint is
/// changed, but cannot sign transactions or records.
/// </summary>
internal static class PeerCertificateFile
{
    private const int MaximumLength = 1 << 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void Write(string path, X509Certificate2 certificate)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        string text = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    public static X509Certificate2 Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists) throw new PeerCertificateException("file", $"{path} does not exist; make a certificate with 'audit-node key new'.");
        if (file.Length > MaximumLength) throw new PeerCertificateException("file", $"{path} has {file.Length} bytes; a certificate with its key has at most {MaximumLength}.");
        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & Others) != 0)
            throw new PeerCertificateException("rights", $"{path} holds a private key and others than its owner may use it; run 'chmod 600' on it.");
        try
        {
            string text = File.ReadAllText(path, Encoding.ASCII);
            return X509Certificate2.CreateFromPem(text, text);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new PeerCertificateException("file", $"{path} does not hold a certificate and its private key in PEM; restore it, or make a new one with 'audit-node key new'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PeerCertificateException("file", $"{path} cannot be read: {e.Message}", e);
        }
    }
}
