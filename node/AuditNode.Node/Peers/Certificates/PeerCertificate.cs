using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>
/// The certificate by which an institution's node shows itself to other nodes, with its private key: self-signed, ECDSA over P-256 with
/// SHA-256 (RFC 5480, RFC 8446 section 4.2.3). Nobody vouches for it but InstitutionRegistry, which holds its <see cref="Fingerprint"/>.
/// </summary>
public sealed class PeerCertificate : IDisposable
{
    /// <summary>How long a certificate is good for unless said otherwise.</summary>
    public static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(730);

    /// <summary>How long before its end a certificate is reported as ending soon.</summary>
    public static readonly TimeSpan WarningPeriod = TimeSpan.FromDays(30);

    private const string NistP256 = "1.2.840.10045.3.1.7";
    private const int SerialNumberLength = 16;

    // Clocks of institutions differ a little; a new certificate has to be good at all of them at once.
    private static readonly TimeSpan Backdating = TimeSpan.FromHours(1);

    internal PeerCertificate(X509Certificate2 certificate)
    {
        using ECDsa? key = certificate.GetECDsaPrivateKey();
        if (key is null) throw new PeerCertificateException("private key", "The certificate comes without an ECDSA private key; make one with 'audit-node key new'.");
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != NistP256)
            throw new PeerCertificateException("curve", "The key is not on the curve P-256; make one with 'audit-node key new'.");
        (Certificate, Fingerprint) = (certificate, FingerprintOf(certificate));
    }

    /// <summary>SHA-256 of the certificate's DER encoding: what InstitutionRegistry holds as the TLS fingerprint.</summary>
    public Bytes32 Fingerprint { get; }

    /// <summary>From when on it is good.</summary>
    public DateTimeOffset NotBefore => Certificate.NotBefore;

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset NotAfter => Certificate.NotAfter;

    internal X509Certificate2 Certificate { get; }

    /// <summary>Makes a certificate with a new key.</summary>
    /// <param name="institution">Whose it is; written into the subject for people to read, and trusted by nobody.</param>
    /// <param name="clock">The present.</param>
    /// <param name="validity">How long it is good for: a day to ten years; <see cref="DefaultValidity"/> if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The validity is out of its range.</exception>
    public static PeerCertificate Create(Address institution, TimeProvider clock, TimeSpan? validity = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        TimeSpan length = validity ?? DefaultValidity;
        if (length < TimeSpan.FromDays(1) || length > TimeSpan.FromDays(3653))
            throw new ArgumentOutOfRangeException(nameof(validity), length, "A certificate is good for one day to ten years.");
        DateTimeOffset now = clock.GetUtcNow();
        return Create(institution, now - Backdating, now + length);
    }

    /// <summary>SHA-256 of a certificate's DER encoding.</summary>
    /// <param name="certificate">The certificate.</param>
    public static Bytes32 FingerprintOf(X509Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Bytes32.FromBytes(SHA256.HashData(certificate.GetRawCertData()));
    }

    /// <summary>Writes certificate and key to a file that only its owner may read; see <see cref="PeerCertificateFile"/>.</summary>
    /// <param name="path">The file; its folder exists. An existing file is not replaced.</param>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public void Save(string path) => PeerCertificateFile.Write(path, Certificate);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PeerCertificateException">The file is missing, open to others, or holds something else.</exception>
    public static PeerCertificate Load(string path)
    {
        X509Certificate2 certificate = PeerCertificateFile.Read(path);
        try
        {
            return new PeerCertificate(certificate);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is good now, and for how long still.</summary>
    /// <param name="now">The present.</param>
    public CertificateValidity ValidityAt(DateTimeOffset now) => ValidityOf(Certificate, now);

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    internal static CertificateValidity ValidityOf(X509Certificate2 certificate, DateTimeOffset now) =>
        now < certificate.NotBefore ? CertificateValidity.NotYet
        : now >= certificate.NotAfter ? CertificateValidity.Expired
        : now >= certificate.NotAfter - WarningPeriod ? CertificateValidity.EndsSoon
        : CertificateValidity.Good;

    internal static PeerCertificate Create(Address institution, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedName($"CN=audit-node {institution}");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        // Nodes are clients and servers to each other (RFC 5280, section 4.2.1.12: id-kp-serverAuth, id-kp-clientAuth).
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        byte[] serial = RandomNumberGenerator.GetBytes(SerialNumberLength);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive, and of this length in every encoding
        return new PeerCertificate(request.Create(subject, X509SignatureGenerator.CreateForECDsa(key), from, to, serial).CopyWithPrivateKey(key));
    }
}
