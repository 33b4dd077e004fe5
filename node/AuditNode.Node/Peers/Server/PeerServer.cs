using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AuditNode.Node.Peers;

/// <summary>
/// Takes messages of other nodes into the inbox: HTTP/2 over TLS 1.3, with certificates on both sides that InstitutionRegistry names. Nothing
/// else is served here.
/// </summary>
public sealed class PeerServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly PeerGate _gate;

    private PeerServer(WebApplication application, PeerGate gate, IPEndPoint endPoint) => (_application, _gate, EndPoint) = (application, gate, endPoint);

    /// <summary>Where it listens, with the port that was taken.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="options">Where, and the limits.</param>
    /// <param name="certificate">This node's certificate; stays the caller's.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="logging">Where the web server logs, or null for nowhere.</param>
    /// <param name="cancellationToken">Honoured until it listens.</param>
    /// <exception cref="PeerServerException">The port is taken, or the address is not this machine's.</exception>
    /// <exception cref="PeerCertificateException">The certificate is not good now.</exception>
    public static async Task<PeerServer> StartAsync(
        PeerServerOptions options, PeerCertificate certificate, PeerServices services, ILoggerFactory? logging = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(services);
        options.Validate();
        if (certificate.ValidityAt(services.Refusals.Clock.GetUtcNow()) is CertificateValidity.Expired or CertificateValidity.NotYet)
            throw new PeerCertificateException("validity", $"The certificate is good from {certificate.NotBefore:u} to {certificate.NotAfter:u}; make a new one with 'audit-node key new' and register its fingerprint.");
        var gate = new PeerGate(services.Directory, services.Refusals, services.Traffic, options.ConnectionsPerPeer);
        WebApplication application = Build(options, certificate, gate, logging);
        var uploads = new UploadHandler(services, options);
        application.Run(uploads.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new PeerServer(application, gate, IPEndPoint.Parse(new Uri(application.Urls.Single()).Authority));
        }
        catch (Exception e)
        {
            gate.Dispose();
            await application.DisposeAsync().ConfigureAwait(false);
            if (e is IOException { InnerException: AddressInUseException })
                throw new PeerServerException(options.Listen, $"Port {options.Listen.Port} of {options.Listen.Address} is taken by another program; stop it, or give the node another port and announce it in new jobs.", e);
            if (e is IOException or System.Net.Sockets.SocketException)
                throw new PeerServerException(options.Listen, $"The node cannot listen on {options.Listen}: {e.Message} Give an address of this machine and a port that the user may use.", e);
            throw;
        }
    }

    /// <summary>Stops listening, lets requests end for a while, and cuts the rest, which their senders take up again later.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private static WebApplication Build(PeerServerOptions options, PeerCertificate certificate, PeerGate gate, ILoggerFactory? logging)
    {
        // Empty: no configuration files, no environment, nothing that could open another port.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (logging is not null) builder.Services.AddSingleton(logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits, options);
            kestrel.Listen(options.Listen, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                gate.CountBytes(listen);
                listen.UseHttps(Secure(certificate, gate, options));
                gate.Admit(listen);
            });
        });
        return builder.Build();
    }

    private static void Limit(KestrelServerLimits limits, PeerServerOptions options)
    {
        limits.MaxConcurrentConnections = options.Connections;
        limits.MaxRequestBodySize = options.RequestBytes;
        limits.MaxRequestHeaderCount = 16;
        limits.MaxRequestHeadersTotalSize = 4096;
        limits.MaxRequestLineSize = 1024;
        limits.RequestHeadersTimeout = options.HandshakeTimeout;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = null; // PacedBody
        limits.MinResponseDataRate = new MinDataRate(options.MinimumBodyRate, options.BodyGracePeriod);
        limits.Http2.MaxStreamsPerConnection = options.StreamsPerConnection;
        limits.Http2.MaxRequestHeaderFieldSize = 1024;
        limits.Http2.HeaderTableSize = 0; // responses and requests are alike; no state of HPACK for peers to play with
        limits.Http2.InitialConnectionWindowSize = 4 << 20;
        limits.Http2.InitialStreamWindowSize = 1 << 20;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }

    private static TlsHandshakeCallbackOptions Secure(PeerCertificate certificate, PeerGate gate, PeerServerOptions options)
    {
        // Offline: the chain that is sent is this one certificate, and nobody is asked for another.
        var shown = SslStreamCertificateContext.Create(certificate.Certificate, additionalCertificates: null, offline: true);
        return new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = options.HandshakeTimeout,
            OnConnection = handshake =>
            {
                var ssl = new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = shown,
                    EnabledSslProtocols = SslProtocols.Tls13,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    ClientCertificateRequired = true,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, peer, _, _) => peer is X509Certificate2 known && gate.Accepts(known, handshake.Connection),
                };
                PinnedTls.Harden(ssl);
                return ValueTask.FromResult(ssl);
            },
        };
    }
}
