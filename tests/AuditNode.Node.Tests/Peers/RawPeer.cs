using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>A peer that sends whatever it likes under a certificate, and does not care whom it talks to.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly Uri _endpoint;

    public RawPeer(Uri endpoint, PeerCertificate? certificate, SslProtocols protocols = SslProtocols.Tls13)
    {
        _endpoint = endpoint;
        var ssl = new SslClientAuthenticationOptions { EnabledSslProtocols = protocols, RemoteCertificateValidationCallback = (_, _, _, _) => true };
        if (certificate is not null) ssl.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate.Certificate;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = ssl, UseProxy = false });
    }

    public async Task<(HttpStatusCode Status, RefusalReason? Refusal)> SendAsync(
        HttpMethod method, string path, HttpContent? body = null, Bytes32? digest = null, string? offset = "0", Version? version = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_endpoint, path)) { Content = body, Version = version ?? HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (digest is { } known) request.Headers.Add("message-digest", known.ToString()[2..]);
        if (offset is not null) request.Headers.Add("upload-offset", offset);
        using HttpResponseMessage response = await _invoker.SendAsync(request, CancellationToken.None);
        string? code = response.Headers.TryGetValues("refusal", out IEnumerable<string>? values) ? values.Single() : null;
        return (response.StatusCode, code is not null && RefusalReasons.TryParse(code, out RefusalReason reason) ? reason : null);
    }

    /// <summary>Posts bytes to a message, with the digest that a header would have.</summary>
    public async Task<RefusalReason?> PostAsync(MessageAddress message, byte[] body, Bytes32? digest = null, long offset = 0) =>
        (await SendAsync(HttpMethod.Post, message.Path, new ByteArrayContent(body), digest ?? Bytes32.Zero, $"{offset}")).Refusal;

    public void Dispose() => _invoker.Dispose();
}
