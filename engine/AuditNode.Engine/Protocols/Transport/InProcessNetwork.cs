using System.Threading.Channels;

namespace AuditNode.Engine.Protocols;

/// <summary>
/// Connects parties of one process by queues. With profiles it also keeps, for each party and profile, a virtual clock of the time that
/// messages take on such a network: a sent message departs at the sender's time, and receiving it takes the receiver's clock to its arrival.
/// Nothing sleeps, and computing takes no virtual time. Safe for concurrent use.
/// </summary>
public sealed class InProcessNetwork : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), SimulatedLink[]> _links = [];
    private readonly ReadOnlyMemory<byte> _seed = new byte[32];

    /// <summary>Makes a network.</summary>
    /// <param name="parties">Different names.</param>
    /// <param name="profiles">What it simulates, each on a clock of its own; none by default.</param>
    /// <exception cref="ArgumentException">A name is invalid or repeated.</exception>
    public InProcessNetwork(IEnumerable<string> parties, params IReadOnlyList<NetworkProfile> profiles)
    {
        Profiles = [.. profiles];
        foreach (string party in parties)
        {
            if (!_endpoints.TryAdd(PartyName.Require(party, nameof(parties)), new Endpoint(this, party)))
                throw new ArgumentException($"Party {party} occurs twice.", nameof(parties));
        }
    }

    /// <summary>What is simulated.</summary>
    public IReadOnlyList<NetworkProfile> Profiles { get; }

    /// <summary>Everything sent by all parties.</summary>
    public TrafficCounter Traffic { get; } = new();

    /// <summary>Virtual time of the first profile at which the last party had received its last message; zero without a profile.</summary>
    public TimeSpan TransferTime => TransferTimes is [TimeSpan first, ..] ? first : TimeSpan.Zero;

    /// <summary>The same for every one of <see cref="Profiles"/>, in their order.</summary>
    public IReadOnlyList<TimeSpan> TransferTimes
    {
        get
        {
            lock (_lock) return [.. Profiles.Select((_, i) => TimeSpan.FromMilliseconds(_endpoints.Values.Max(e => e.Clocks[i])))];
        }
    }

    /// <summary>A party's end.</summary>
    /// <param name="party">One of the names.</param>
    /// <exception cref="KeyNotFoundException">There is no such party.</exception>
    public ITransport Connect(string party) => _endpoints[party];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SimulatedLink link in _links.Values.SelectMany(l => l)) link.Dispose();
    }

    private void Deliver(Envelope envelope)
    {
        if (!_endpoints.TryGetValue(envelope.To, out Endpoint? receiver))
            throw new ArgumentException($"There is no party {envelope.To} in this network.", nameof(envelope));
        Traffic.Add(envelope);
        lock (_lock)
        {
            var arrivals = new double[Profiles.Count];
            if (arrivals.Length > 0)
            {
                (string, string) pair = (envelope.From, envelope.To);
                if (!_links.TryGetValue(pair, out SimulatedLink[]? links))
                    _links.Add(pair, links = [.. Profiles.Select(p => new SimulatedLink(p, _seed, $"{envelope.From}/{envelope.To}"))]);
                for (int i = 0; i < links.Length; i++) arrivals[i] = links[i].Send(_endpoints[envelope.From].Clocks[i], envelope.Payload.Length);
            }

            // Within the lock, so that the order of arrival is that of sending.
            receiver.Queue.Writer.TryWrite((envelope, arrivals));
        }
    }

    private sealed class Endpoint(InProcessNetwork network, string party) : ITransport
    {
        public Channel<(Envelope Envelope, double[] Arrivals)> Queue { get; } = Channel.CreateUnbounded<(Envelope, double[])>();

        public double[] Clocks { get; } = new double[network.Profiles.Count];

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
            (Envelope envelope, double[] arrivals) = await Queue.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            lock (network._lock)
            {
                for (int i = 0; i < arrivals.Length; i++) Clocks[i] = Math.Max(Clocks[i], arrivals[i]);
            }

            return envelope;
        }
    }
}
