using System.Threading.Channels;

namespace AuditNode.Engine.Protocols;

/// <summary>
/// Connects parties of one process by queues. With a profile it also keeps, for each party, a virtual clock of the time that messages take
/// on such a network: a sent message departs at the sender's time, and receiving it takes the receiver's clock to its arrival. Nothing
/// sleeps, and computing takes no virtual time. Safe for concurrent use.
/// </summary>
public sealed class InProcessNetwork : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), SimulatedLink> _links = [];
    private readonly ReadOnlyMemory<byte> _seed = new byte[32];

    /// <summary>Makes a network.</summary>
    /// <param name="parties">Different names.</param>
    /// <param name="profile">What it simulates, or null for none.</param>
    /// <exception cref="ArgumentException">A name is invalid or repeated.</exception>
    public InProcessNetwork(IEnumerable<string> parties, NetworkProfile? profile = null)
    {
        Profile = profile;
        foreach (string party in parties)
        {
            if (!_endpoints.TryAdd(PartyName.Require(party, nameof(parties)), new Endpoint(this, party)))
                throw new ArgumentException($"Party {party} occurs twice.", nameof(parties));
        }
    }

    /// <summary>What is simulated, or null.</summary>
    public NetworkProfile? Profile { get; }

    /// <summary>Everything sent by all parties.</summary>
    public TrafficCounter Traffic { get; } = new();

    /// <summary>Virtual time at which the last party had received its last message; zero without a profile.</summary>
    public TimeSpan TransferTime
    {
        get
        {
            lock (_lock) return TimeSpan.FromMilliseconds(_endpoints.Values.Max(e => e.Clock));
        }
    }

    /// <summary>A party's end.</summary>
    /// <param name="party">One of the names.</param>
    /// <exception cref="KeyNotFoundException">There is no such party.</exception>
    public ITransport Connect(string party) => _endpoints[party];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SimulatedLink link in _links.Values) link.Dispose();
    }

    private void Deliver(Envelope envelope)
    {
        if (!_endpoints.TryGetValue(envelope.To, out Endpoint? receiver))
            throw new ArgumentException($"There is no party {envelope.To} in this network.", nameof(envelope));
        Traffic.Add(envelope);
        lock (_lock)
        {
            double arrival = 0;
            if (Profile is not null)
            {
                (string, string) pair = (envelope.From, envelope.To);
                if (!_links.TryGetValue(pair, out SimulatedLink? link))
                    _links.Add(pair, link = new SimulatedLink(Profile, _seed, $"{envelope.From}/{envelope.To}"));
                arrival = link.Send(_endpoints[envelope.From].Clock, envelope.Payload.Length);
            }

            // Within the lock, so that the order of arrival is that of sending.
            receiver.Queue.Writer.TryWrite((envelope, arrival));
        }
    }

    private sealed class Endpoint(InProcessNetwork network, string party) : ITransport
    {
        public Channel<(Envelope Envelope, double Arrival)> Queue { get; } = Channel.CreateUnbounded<(Envelope, double)>();

        public double Clock { get; private set; }

        public string Party => party;

        public TrafficCounter Sent { get; } = new();

        public ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (envelope.From != party) throw new ArgumentException($"{party} cannot send a message of {envelope.From}.", nameof(envelope));
            network.Deliver(envelope);
            Sent.Add(envelope);
            return ValueTask.CompletedTask;
        }

        public async ValueTask<Envelope> ReceiveAsync(CancellationToken cancellationToken = default)
        {
            (Envelope envelope, double arrival) = await Queue.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            lock (network._lock) Clock = Math.Max(Clock, arrival);
            return envelope;
        }
    }
}
