using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AuditNode.Node.Peers;

/// <summary>Connections to one institution, which shows one certificate and no other.</summary>
internal sealed class PinnedChannel : IDisposable
{
    private readonly HttpMessageInvoker _invoker;

    public PinnedChannel(Peer peer, PeerCertificate own, TimeProvider clock, ByteCount bytes, PeerClientOptions options)
    {
        Peer = peer;
        var ssl = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificates = [own.Certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => own.Certificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 certificate
                && PeerCertificate.FingerprintOf(certificate) == peer.Fingerprint
                && PeerCertificate.ValidityOf(certificate, clock.GetUtcNow()) is CertificateValidity.Good or CertificateValidity.EndsSoon,
        };
        PinnedTls.Harden(ssl);
        var handler = new SocketsHttpHandler
        {
            SslOptions = ssl,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context, bytes, cancellationToken),
            // One connection: messages of a job are few and long, and the peer counts connections.
            MaxConnectionsPerServer = 1,
            EnableMultipleHttp2Connections = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            MaxResponseHeadersLength = 8,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
        };
        _invoker = new HttpMessageInvoker(handler);
    }

    public Peer Peer { get; }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.SendAsync(request, cancellationToken);

    public void Dispose() => _invoker.Dispose();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, ByteCount bytes, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new CountingStream(new NetworkStream(socket, ownsSocket: true), bytes);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
