using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>
/// A run whose messages are delivered one at a time, in the order in which they were sent, over as many lives of the parties as a test wants;
/// stores survive. Whatever is sent twice has to be the same bytes.
/// </summary>
internal sealed class SteppedRun : IDisposable
{
    private readonly JobRuntime _runtime;
    private readonly Dictionary<string, PartyInput> _inputs;
    private readonly Dictionary<string, Dictionary<(string To, long Sequence), string>> _sent = [];

    public SteppedRun(JobRuntime runtime, double[][] records, bool agrees = false, Func<string, byte[]>? identifiers = null)
    {
        Noise = party => SmallRun.Noise(runtime.Job, party);
        _runtime = runtime;
        _inputs = SmallRun.Inputs(runtime.Job, records, agrees);
        if (identifiers is not null) _inputs = _inputs.ToDictionary(input => input.Key, input => input.Value with { Identifiers = identifiers(input.Key) });
        foreach (JobParty party in runtime.Job.Parties)
        {
            Logs[party.Name] = new MemoryOperationLog();
            Checkpoints[party.Name] = new FaultyCheckpointStore();
            Blobs[party.Name] = new MemoryBlobStore();
            _sent[party.Name] = [];
        }
    }

    public Dictionary<string, MemoryOperationLog> Logs { get; } = [];

    public Dictionary<string, FaultyCheckpointStore> Checkpoints { get; } = [];

    public Dictionary<string, MemoryBlobStore> Blobs { get; } = [];

    public Dictionary<string, IVerticalKMeansParty> Parties { get; } = [];

    /// <summary>Where a party's noise comes from: its seed, unless a test wants what cannot be drawn twice.</summary>
    public Func<string, NoiseSource> Noise { get; init; }

    /// <summary>Where external values come from.</summary>
    public IBeacon Beacon { get; init; } = NullBeacon.Instance;

    /// <summary>The openings of noise that were sent, by round.</summary>
    public IReadOnlyList<NoiseOpening> Openings => [.. Sent.Where(e => e.Kind == MessageKind.NoiseOpened).Select(e => NoiseOpening.FromBytes(Body(e).Span, _runtime.Job))];

    /// <summary>The candidates that stayed closed, by round.</summary>
    public IReadOnlyList<int> Closed => [.. Openings.Select((o, i) => o.Transcript.Closed(_runtime.Job, i + 1))];

    /// <summary>Digest of the keys, which goes into the noise.</summary>
    public ReadOnlyMemory<byte> Nonce => Logs[_runtime.Job.KeyHolder.Name].Operations
        .Single(o => o.Kind == OperationKind.KeysGenerated).Outputs.Single(a => a.Name == ArtifactName.Keys).Sha256;

    /// <summary>Messages on their way.</summary>
    public Queue<Envelope> InFlight { get; } = new();

    /// <summary>All messages sent, each once.</summary>
    public List<Envelope> Sent { get; } = [];

    public int Delivered { get; private set; }

    public bool IsFinished => Parties.Count > 0 && Parties.Values.All(p => p.IsFinished);

    public ComputingParty Computing => (ComputingParty)Parties[_runtime.Job.ComputingParty.Name];

    public KeyHolder KeyHolder => (KeyHolder)Parties[_runtime.Job.KeyHolder.Name];

    /// <summary>Makes the parties anew from what is stored, and starts them. Messages on their way are lost.</summary>
    public async Task StartAsync()
    {
        Dispose();
        InFlight.Clear();
        foreach (JobParty party in _runtime.Job.Parties)
        {
            var services = new PartyServices(Blobs[party.Name], Checkpoints[party.Name], Logs[party.Name], TimeProvider.System) { Beacon = Beacon };
            Parties[party.Name] = VerticalKMeansParty.Create(
                _runtime, party.Name, _inputs[party.Name], services, new PartyOptions { Noise = Noise(party.Name) });
        }

        foreach (IVerticalKMeansParty party in Parties.Values) Send(await party.StartAsync());
    }

    public async Task StepAsync()
    {
        Envelope next = InFlight.Dequeue();
        Delivered++;
        Send(await Parties[next.To].HandleAsync(next));
    }

    /// <summary>Goes on until all are finished, or a message is due that a test waits for, which stays on its way.</summary>
    public async Task RunUntilAsync(Func<Envelope, bool> due)
    {
        while (!IsFinished && !due(InFlight.Peek())) await StepAsync();
    }

    public Task FinishAsync() => RunUntilAsync(_ => false);

    public void Dispose()
    {
        foreach (IVerticalKMeansParty party in Parties.Values) party.Dispose();
        Parties.Clear();
    }

    /// <summary>What follows a message's header.</summary>
    public static ReadOnlyMemory<byte> Body(Envelope envelope) => envelope.Payload[HeaderLength(envelope.Kind)..];

    /// <summary>The same message with another body.</summary>
    public static Envelope WithBody(Envelope envelope, ReadOnlySpan<byte> body) =>
        Envelope.Create(envelope.From, envelope.To, envelope.Kind, envelope.Sequence, (byte[])[.. envelope.Payload[..HeaderLength(envelope.Kind)].Span, .. body]);

    /// <summary>Bytes of a message's header.</summary>
    public static int HeaderLength(string kind) => 4 + 2 + 2 + kind.Length + 32 + 4 + 4 + 8;

    private void Send(IReadOnlyList<Envelope> envelopes)
    {
        foreach (Envelope envelope in envelopes)
        {
            string digest = Convert.ToHexStringLower(envelope.Sha256.Span);
            if (_sent[envelope.From].TryGetValue((envelope.To, envelope.Sequence), out string? before)) Assert.Equal(before, digest);
            else Sent.Add(envelope);
            _sent[envelope.From][(envelope.To, envelope.Sequence)] = digest;
            InFlight.Enqueue(envelope);
        }
    }
}
