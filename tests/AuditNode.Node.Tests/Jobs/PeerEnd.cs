using System.Net;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using AuditNode.Node.Peers;
using AuditNode.Node.Tests.Peers;

namespace AuditNode.Node.Tests.Jobs;

/// <summary>The network end of a node: a server on a free port of the loopback, and jobs that run over it.</summary>
internal sealed class PeerEnd : IAsyncDisposable
{
    private readonly PeerCertificate _certificate;
    private readonly PeerServices _services;
    private readonly PeerClient _client;
    private PeerServer? _server;

    public PeerEnd(TestNode node, MemoryRegistry registry, string folder)
    {
        Node = node;
        _certificate = PeerCertificate.Create(node.Address, TimeProvider.System);
        registry.Set(node.Address, _certificate.Fingerprint);
        var journals = new OpenJournals();
        _services = new PeerServices(
            new PeerDirectory(registry, TimeProvider.System), new MessageInbox(folder, minimumFree: 0), new PeerJobs(), new RefusalRecorder(journals, TimeProvider.System), new PeerTraffic());
        _services = _services with { Meter = new PeerMeter(node.Meter, _services) };
        _client = new PeerClient(_certificate, _services, Peers.TestNode.Quick);
        var identity = new JournalIdentity(node.Chain.ChainId, node.Chain.Addresses.AuditLedger, node.Address);
        node.Services = node.Services with { OpenJournals = journals, Transports = new PeerJobTransports(_services, _client, identity) };
    }

    public TestNode Node { get; }

    public long Refusals => _services.Refusals.Counts.Where(refused => !refused.Key.IsTemporary()).Sum(refused => refused.Value);

    public async Task ListenAsync() => _server = await PeerServer.StartAsync(
        new PeerServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ShutdownTimeout = TimeSpan.FromSeconds(1) }, _certificate, _services);

    public async Task KnowAsync(PeerEnd other)
    {
        _services.Directory.Watch(other.Node.Address, new Uri($"https://{other._server!.EndPoint}"));
        Assert.True(await _services.Directory.RefreshAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _services.Inbox.Dispose();
        _services.Directory.Dispose();
        _certificate.Dispose();
    }
}
