using System.Net;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>The parts of one institution's node that talk to others, on a free port of the loopback.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly string _inbox;
    private PeerServer? _server;

    public TestNode(byte number, MemoryRegistry registry, string folder, PeerClientOptions? options = null, PeerCertificate? certificate = null, TimeProvider? clock = null)
    {
        Institution = AddressOf(number);
        Certificate = certificate ?? PeerCertificate.Create(Institution, TimeProvider.System);
        Registry = registry;
        registry.Set(Institution, Certificate.Fingerprint);
        _inbox = Path.Combine(folder, $"inbox{number}");
        Services = new PeerServices(
            new PeerDirectory(registry, TimeProvider.System), new MessageInbox(_inbox, minimumFree: 0), new PeerJobs(), new RefusalRecorder(Log, clock ?? TimeProvider.System), new PeerTraffic());
        Client = new PeerClient(Certificate, Services, options ?? Quick);
    }

    /// <summary>Small requests and short pauses, and patience with a machine that is busy.</summary>
    public static PeerClientOptions Quick { get; } = new()
    {
        ChunkBytes = 64 << 10, FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(100),
        ConnectTimeout = TimeSpan.FromMinutes(1), RequestTimeout = TimeSpan.FromMinutes(2),
    };

    public Address Institution { get; }

    public PeerCertificate Certificate { get; }

    public MemoryRegistry Registry { get; }

    public MemoryRefusalLog Log { get; } = new();

    public PeerServices Services { get; private set; }

    public PeerClient Client { get; }

    public MessageSender Sender => new(Client, TimeProvider.System);

    public Uri Endpoint => new($"https://{_server!.EndPoint}");

    public static Address AddressOf(byte number) => Address.FromBytes([.. new byte[19], number]);

    public async Task ListenAsync(Action<PeerServerOptions>? seen = null, Func<PeerServerOptions, PeerServerOptions>? change = null, int port = 0)
    {
        // As many connections as there can be: one that its client has closed counts until the server learns of it.
        var options = new PeerServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, port), ShutdownTimeout = TimeSpan.FromSeconds(1), ConnectionsPerPeer = 64,
            HandshakeTimeout = TimeSpan.FromMinutes(1), BodyGracePeriod = TimeSpan.FromMinutes(1),
        };
        if (change is not null) options = change(options);
        seen?.Invoke(options);
        _server = await PeerServer.StartAsync(options, Certificate, Services);
    }

    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Opens the inbox again, as a node does that starts again; it must not listen.</summary>
    public void ReopenInbox(long minimumFree = 0)
    {
        Services.Inbox.Dispose();
        Services = Services with { Inbox = new MessageInbox(_inbox, minimumFree) };
    }

    /// <summary>Listens again, with specifications to give.</summary>
    public async Task OfferAsync(IOfferedSpecifications specifications)
    {
        await StopAsync();
        Services = Services with { Specifications = specifications };
        await ListenAsync();
    }

    public async Task KnowAsync(Address institution, Uri endpoint)
    {
        Services.Directory.Watch(institution, endpoint);
        Assert.True(await Services.Directory.RefreshAsync());
    }

    /// <summary>Waits until so many bytes of a message that is not whole yet are in the inbox.</summary>
    public async Task StoredAsync(long bytes)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Directory.EnumerateFiles(_inbox, "*.part", SearchOption.AllDirectories).Any(part => new FileInfo(part).Length == bytes))
            await Task.Delay(5, limit.Token);
    }

    public long Refused(RefusalReason reason) => Services.Refusals.Counts.GetValueOrDefault(reason);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        Services.Inbox.Dispose();
        Services.Directory.Dispose();
        Certificate.Dispose();
    }
}
