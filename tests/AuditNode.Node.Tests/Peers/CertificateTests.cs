using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_certificate_is_self_signed_over_P256_and_its_fingerprint_is_that_of_its_DER()
    {
        using PeerCertificate made = PeerCertificate.Create(TestNode.AddressOf(1), TimeProvider.System);
        X509Certificate2 certificate = made.Certificate;
        Assert.Equal(certificate.IssuerName.RawData, certificate.SubjectName.RawData);
        Assert.Equal("sha256ECDSA", certificate.SignatureAlgorithm.FriendlyName);
        Assert.Equal(Bytes32.FromBytes(SHA256.HashData(certificate.RawData)), made.Fingerprint);
        Assert.Equal(CertificateValidity.Good, made.ValidityAt(Now));
    }

    [Fact]
    public void A_saved_certificate_is_for_its_owner_only_and_is_read_back_with_its_key()
    {
        string path = _folder.At("tls.pem");
        using PeerCertificate made = PeerCertificate.Create(TestNode.AddressOf(1), TimeProvider.System);
        made.Save(path);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using PeerCertificate read = PeerCertificate.Load(path);
        Assert.Equal(made.Fingerprint, read.Fingerprint);
        using ECDsa key = read.Certificate.GetECDsaPrivateKey()!, known = made.Certificate.GetECDsaPublicKey()!;
        Assert.True(known.VerifyData(new byte[1], key.SignData(new byte[1], HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        Assert.Throws<IOException>(() => made.Save(path));
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = _folder.At("tls.pem");
        using PeerCertificate made = PeerCertificate.Create(TestNode.AddressOf(1), TimeProvider.System);
        made.Save(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        PeerCertificateException refusal = Assert.Throws<PeerCertificateException>(() => PeerCertificate.Load(path));
        Assert.Equal("rights", refusal.Field);
        Assert.Contains("chmod 600", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_file_with_something_else_is_refused(string text)
    {
        string path = _folder.At("tls.pem");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal("file", Assert.Throws<PeerCertificateException>(() => PeerCertificate.Load(path)).Field);
        Assert.Equal("file", Assert.Throws<PeerCertificateException>(() => PeerCertificate.Load(_folder.At("missing.pem"))).Field);
    }

    [Fact]
    public void A_certificate_on_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using X509Certificate2 other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA384).CreateSelfSigned(Now, Now.AddDays(1));
        Assert.Equal("curve", Assert.Throws<PeerCertificateException>(() => new PeerCertificate(other)).Field);
    }

    [Fact]
    public void The_end_of_a_certificate_is_announced()
    {
        using PeerCertificate made = PeerCertificate.Create(TestNode.AddressOf(1), TimeProvider.System, TimeSpan.FromDays(100));
        Assert.Equal(CertificateValidity.Good, made.ValidityAt(made.NotAfter.AddDays(-31)));
        Assert.Equal(CertificateValidity.EndsSoon, made.ValidityAt(made.NotAfter.AddDays(-29)));
        Assert.Equal(CertificateValidity.Expired, made.ValidityAt(made.NotAfter));
        Assert.Equal(CertificateValidity.NotYet, made.ValidityAt(made.NotBefore.AddDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerCertificate.Create(TestNode.AddressOf(1), TimeProvider.System, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task A_server_with_another_certificate_than_the_registered_one_gets_no_message()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using PeerCertificate other = PeerCertificate.Create(pair.Insurer.Institution, TimeProvider.System);
        pair.Registry.Set(pair.Insurer.Institution, other.Fingerprint);
        await pair.Clinic.Services.Directory.RefreshAsync();
        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => pair.Clinic.Client.StateAsync(pair.Insurer.Institution, pair.Header(0, default).Message));
        Assert.IsType<AuthenticationException>(failure.InnerException);
        Assert.Equal(0, pair.Insurer.Services.Refusals.Counts.Values.Sum());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_without_a_registered_certificate_is_refused_and_recorded(bool noneAtAll)
    {
        await using TestPair pair = await TestPair.StartAsync();
        using PeerCertificate other = PeerCertificate.Create(pair.Clinic.Institution, TimeProvider.System);
        using var raw = new RawPeer(pair.Insurer.Endpoint, noneAtAll ? null : other);
        await Assert.ThrowsAsync<HttpRequestException>(() => raw.SendAsync(HttpMethod.Head, pair.Header(0, default).Message.Path));
        if (noneAtAll) return;
        Assert.True(pair.Insurer.Refused(RefusalReason.UnknownCertificate) >= 1);
        Refusal refusal = pair.Insurer.Log.Refusals.First();
        Assert.Equal((RefusalReason.UnknownCertificate, other.Fingerprint, null), (refusal.Reason, refusal.Fingerprint, refusal.Institution));
    }

    [Fact]
    public async Task A_client_whose_registered_certificate_is_expired_is_refused()
    {
        using PeerCertificate expired = PeerCertificate.Create(TestNode.AddressOf(1), Now.AddDays(-3), Now.AddDays(-1));
        using TemporaryFolder folder = new();
        var registry = new MemoryRegistry();
        await using var insurer = new TestNode(2, registry, folder.Path);
        await insurer.ListenAsync();
        registry.Set(TestNode.AddressOf(1), expired.Fingerprint);
        await insurer.KnowAsync(TestNode.AddressOf(1), new Uri("https://127.0.0.1:1"));
        using var raw = new RawPeer(insurer.Endpoint, expired);
        await Assert.ThrowsAsync<HttpRequestException>(() => raw.SendAsync(HttpMethod.Head, "/"));
        Assert.True(insurer.Refused(RefusalReason.CertificateExpired) >= 1);
    }

    [Fact]
    public async Task A_server_does_not_start_with_an_expired_certificate()
    {
        using PeerCertificate expired = PeerCertificate.Create(TestNode.AddressOf(1), Now.AddDays(-3), Now.AddDays(-1));
        await using var node = new TestNode(1, new MemoryRegistry(), _folder.Path, certificate: expired);
        Assert.Equal("validity", (await Assert.ThrowsAsync<PeerCertificateException>(() => node.ListenAsync())).Field);
    }

    [Fact]
    public async Task A_removed_institution_is_shut_out_at_the_refresh_on_its_open_connection_too()
    {
        await using TestPair pair = await TestPair.StartAsync();
        MessageAddress message = pair.Header(0, default).Message;
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        Assert.Null((await raw.SendAsync(HttpMethod.Head, message.Path)).Refusal);
        pair.Registry.Set(pair.Clinic.Institution, pair.Clinic.Certificate.Fingerprint, active: false);
        Assert.Null((await raw.SendAsync(HttpMethod.Head, message.Path)).Refusal);
        await pair.Insurer.Services.Directory.RefreshAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => raw.SendAsync(HttpMethod.Head, message.Path));
        Assert.Null(pair.Insurer.Services.Directory.Find(pair.Clinic.Institution));
    }
}
