using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>A clinic that sends to an insurer, both with open ports and one job.</summary>
internal sealed class TestPair : IAsyncDisposable
{
    public const string From = "clinic", To = "insurer";

    private readonly TemporaryFolder _folder = new();

    private TestPair(PeerClientOptions? options, PeerCertificate? senders, TimeProvider? receivers)
    {
        Clinic = new TestNode(1, Registry, _folder.Path, options, senders);
        Insurer = new TestNode(2, Registry, _folder.Path, options, clock: receivers);
    }

    public static Bytes32 JobId { get; } = Bytes32.FromBytes(SHA256.HashData("peers"u8));

    public MemoryRegistry Registry { get; } = new();

    public TestNode Clinic { get; }

    public TestNode Insurer { get; }

    public TemporaryFolder Folder => _folder;

    public static async Task<TestPair> StartAsync(
        IMessageRules? rules = null, PeerClientOptions? options = null, Func<PeerServerOptions, PeerServerOptions>? server = null, long quota = PeerJob.DefaultQuota, PeerCertificate? senders = null,
        TimeProvider? receivers = null)
    {
        var pair = new TestPair(options, senders, receivers);
        await pair.Clinic.ListenAsync();
        await pair.Insurer.ListenAsync(change: server);
        await pair.Clinic.KnowAsync(pair.Insurer.Institution, pair.Insurer.Endpoint);
        await pair.Insurer.KnowAsync(pair.Clinic.Institution, pair.Clinic.Endpoint);
        pair.Insurer.Services.Jobs.Open(pair.Job(To, rules ?? new AnyMessages(), quota));
        return pair;
    }

    public PeerJob Job(string party, IMessageRules rules, long quota = PeerJob.DefaultQuota) =>
        new(JobId, party, new Dictionary<string, Address> { [From] = Clinic.Institution, [To] = Insurer.Institution }, rules) { Quota = quota };

    public OutgoingMessage Message(long sequence, byte[] payload, string kind = "data", ReadOnlyMemory<byte> record = default) =>
        new(Header(sequence, payload, kind, record), PayloadSource.FromMemory(payload));

    public WireHeader Header(long sequence, ReadOnlyMemory<byte> payload, string kind = "data", ReadOnlyMemory<byte> record = default) => new(
        new MessageAddress(JobId, From, To, sequence), Clinic.Institution, Insurer.Institution, kind, payload.Length, Bytes32.FromBytes(SHA256.HashData(payload.Span)), record);

    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken = default) =>
        Clinic.Sender.SendAsync(Insurer.Institution, message, cancellationToken: cancellationToken);

    public async Task<byte[]> ReceiveAsync(long after = 0) =>
        (await (await Insurer.Services.Inbox.NextAsync(JobId, To, after)).ReadAsync()).Payload.ToArray();

    public async ValueTask DisposeAsync()
    {
        await Clinic.DisposeAsync();
        await Insurer.DisposeAsync();
        _folder.Dispose();
    }
}
