using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using AuditNode.Chain;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AuditNode.Node.Peers;

/// <summary>
/// Who may connect: whoever shows a certificate that is registered for an institution this node works with, as often as the limit says.
/// Connections of institutions that stop being admitted are cut.
/// </summary>
internal sealed class PeerGate : IDisposable
{
    private readonly ConcurrentDictionary<PeerConnection, bool> _connections = new();
    private readonly PeerDirectory _directory;
    private readonly RefusalRecorder _refusals;
    private readonly PeerTraffic _traffic;
    private readonly int _perPeer;

    public PeerGate(PeerDirectory directory, RefusalRecorder refusals, PeerTraffic traffic, int perPeer)
    {
        (_directory, _refusals, _traffic, _perPeer) = (directory, refusals, traffic, perPeer);
        directory.Changed += CutRemoved;
    }

    /// <summary>Counts bytes; has to stand before TLS.</summary>
    public void CountBytes(ListenOptions options) => options.Use(next => async context =>
    {
        var connection = new PeerConnection(context);
        context.Features.Set(connection);
        context.Transport = new CountingPipe(context.Transport, connection.Bytes);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (connection.Fingerprint.IsZero) connection.Bytes.Join(_traffic.Of(null));
        }
    });

    /// <summary>Admits connections; has to stand behind TLS.</summary>
    public void Admit(ListenOptions options) => options.Use(next => async context =>
    {
        PeerConnection connection = context.Features.Get<PeerConnection>()!;
        X509Certificate2? certificate = context.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        if (certificate is null) return;
        connection.Fingerprint = PeerCertificate.FingerprintOf(certificate);
        connection.Bytes.Join(_traffic.Of(_directory.NameOf(connection.Fingerprint)));
        _connections.TryAdd(connection, true);
        try
        {
            // Added first, then counted: of two that come together at the limit, at least one is refused.
            if (_connections.Keys.Count(other => other.Fingerprint == connection.Fingerprint) > _perPeer)
            {
                await RefuseAsync(context, connection.Fingerprint, RefusalReason.TooManyConnections, $"at most {_perPeer} connections of one institution are allowed").ConfigureAwait(false);
                return;
            }

            // It may have been removed since the certificate was looked at.
            if (_directory.Admits(connection.Fingerprint)) await next(context).ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    });

    /// <summary>Whether a certificate may be used, asked in the handshake.</summary>
    public bool Accepts(X509Certificate2 certificate, ConnectionContext? context)
    {
        Bytes32 fingerprint = PeerCertificate.FingerprintOf(certificate);
        if (!_directory.Admits(fingerprint))
        {
            _directory.RequestRefresh();
            _ = RefuseAsync(context, fingerprint, RefusalReason.UnknownCertificate, "the certificate is not registered for an institution of an open job");
            return false;
        }

        CertificateValidity validity = PeerCertificate.ValidityOf(certificate, _refusals.Clock.GetUtcNow());
        if (validity is CertificateValidity.Good or CertificateValidity.EndsSoon) return true;
        _ = RefuseAsync(context, fingerprint, RefusalReason.CertificateExpired, $"the certificate is good from {certificate.NotBefore:u} to {certificate.NotAfter:u}");
        return false;
    }

    public void Dispose() => _directory.Changed -= CutRemoved;

    private void CutRemoved(Address institution)
    {
        foreach (PeerConnection connection in _connections.Keys)
            if (!_directory.Admits(connection.Fingerprint)) connection.Abort("The institution is not admitted any more.");
    }

    private Task RefuseAsync(ConnectionContext? context, Bytes32 fingerprint, RefusalReason reason, string detail) =>
        _refusals.RecordAsync(new Refusal(_refusals.Clock.GetUtcNow(), reason, detail)
        {
            Fingerprint = fingerprint,
            Institution = _directory.NameOf(fingerprint),
            Remote = (context?.RemoteEndPoint as IPEndPoint)?.Address,
        }).AsTask();
}
