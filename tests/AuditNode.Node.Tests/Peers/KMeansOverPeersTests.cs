using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;
using AuditNode.Node.Peers;
using AuditNode.Records;
using AuditNode.Records.Operations;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Peers;

public class KMeansOverPeersTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;

    private static readonly string[] Recorded = [MessageKind.KeysEvaluation, MessageKind.FeaturesEncrypted, MessageKind.SumsMasked];

    [Fact]
    public async Task Two_parties_find_the_centroids_that_they_find_in_one_process_and_keys_and_ciphertexts_come_with_their_records()
    {
        VerticalKMeansJob job = CreateJob();
        var runtime = new JobRuntime(job, request => EvaluationPlan.Create(request, 8192, 30, 1));
        Centroids expected = await RunInProcessAsync(runtime);

        await using TestPair pair = await TestPair.StartAsync();
        var logs = new Dictionary<string, RecordingLog>
        {
            [TestPair.From] = new(pair.Clinic.Institution), [TestPair.To] = new(pair.Insurer.Institution),
        };
        using IVerticalKMeansParty clinic = Party(runtime, TestPair.From, logs[TestPair.From]), insurer = Party(runtime, TestPair.To, logs[TestPair.To]);
        await using PeerTransport forth = Open(pair, pair.Clinic, clinic, logs[TestPair.From]), back = Open(pair, pair.Insurer, insurer, logs[TestPair.To]);
        using var failed = new CancellationTokenSource();
        await Task.WhenAll(RunAsync(clinic, forth, failed), RunAsync(insurer, back, failed));

        Assert.Equal(clinic.Centroids[^1], insurer.Centroids[^1]);
        Assert.True(expected.LargestMove(clinic.Centroids[^1]) < Tolerance, $"{expected.LargestMove(clinic.Centroids[^1])} {TestSeed.Describe()}");
        foreach ((TestNode node, string party, string peer) in ((TestNode, string, string)[])[(pair.Clinic, TestPair.From, TestPair.To), (pair.Insurer, TestPair.To, TestPair.From)])
        {
            Assert.Empty(node.Log.Refusals);
            ReceivedRecord[] received = [.. node.Services.Inbox.ListRecords(TestPair.JobId, party)];
            Assert.NotEmpty(received);
            Assert.All(received, record => Assert.Contains(record.Hash, logs[peer].Hashes));
            (long sent, long got) = node.Services.Traffic.ByPeer.Values.Single();
            output.WriteLine($"{party}: {sent} bytes sent, {got} received over TCP, {received.Length} records");
        }
    }

    private static async Task<Centroids> RunInProcessAsync(JobRuntime runtime)
    {
        using var network = new InProcessNetwork([TestPair.From, TestPair.To]);
        using IVerticalKMeansParty clinic = Party(runtime, TestPair.From, NullOperationLog.Instance), insurer = Party(runtime, TestPair.To, NullOperationLog.Instance);
        await Task.WhenAll(
            Task.Run(() => PartyRunner.RunAsync(clinic, network.Connect(TestPair.From))), Task.Run(() => PartyRunner.RunAsync(insurer, network.Connect(TestPair.To))));
        return clinic.Centroids[^1];
    }

    /// <summary>Runs a party to its end; a failure ends the other, which would wait for ever.</summary>
    private static Task RunAsync(IProtocolParty party, PeerTransport transport, CancellationTokenSource failed) => Task.Run(async () =>
    {
        try
        {
            await PartyRunner.RunAsync(party, transport, refused: null, failed.Token);
            await transport.FinishAsync(failed.Token);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    });

    private static PeerTransport Open(TestPair pair, TestNode node, IProtocolParty party, RecordingLog records) =>
        new(pair.Job(party.Name, new PartyMessageRules(party, Recorded.Contains)), node.Services, node.Client, records);

    private static VerticalKMeansJob CreateJob() => new VerticalKMeansJob
    {
        Id = "over-peers",
        Parties =
        [
            JobParty.WithScaledColumns(TestPair.From, PartyRole.ComputingParty, ["x0"]),
            JobParty.WithScaledColumns(TestPair.To, PartyRole.KeyHolder, ["x1"]),
        ],
        Records = 300,
        Start = SpacedStart.Create(2, 2, Seed(1)),
        MaximumRounds = 2,
        NoiseMode = NoiseMode.Mutual,
        SignDegree = 3,
        SignGap = 0.2,
        FloodingBits = 20,
        NoiseCandidates = 1, // candidates depend on the keys, which two runs do not share
    }.WithEpsilon(50, 1e-5);

    private static IVerticalKMeansParty Party(JobRuntime runtime, string name, IOperationLog log)
    {
        int feature = runtime.Job.FirstFeature(name);
        double[] column = [.. Enumerable.Range(0, 300).Select(i => (i % 2 == 0 ? 0.5 : -0.4) + (0.001 * ((i * 37 * (feature + 1)) % 200 - 100)))];
        var services = new PartyServices(new MemoryBlobStore(), new MemoryCheckpointStore(), log, TimeProvider.System);
        return VerticalKMeansParty.Create(runtime, name, new PartyInput([column]), services, new PartyOptions { Noise = NoiseSource.Seeded(Seed((byte)(10 + feature))) });
    }

    private static byte[] Seed(byte number) => SHA256.HashData([number]);

    /// <summary>Makes records of operations, as the journal does, and finds those of messages by the bytes that they name.</summary>
    private sealed class RecordingLog(Address institution) : IOperationLog, IOutgoingRecords
    {
        private readonly ConcurrentDictionary<Bytes32, OperationRecord> _byArtifact = new();

        public IEnumerable<Bytes32> Hashes => _byArtifact.Values.Select(record => record.Hash);

        public ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default)
        {
            var record = new OperationRecord
            {
                ChainId = 31337,
                Ledger = TestNode.AddressOf(99),
                JobId = TestPair.JobId,
                Institution = institution,
                Sequence = operation.Sequence,
                Kind = operation.Kind,
                Round = operation.Round,
                PreviousRecordHash = Bytes32.Zero,
                StartedAt = operation.StartedAt,
                FinishedAt = operation.FinishedAt,
                Outputs = [.. operation.Outputs.Take(OperationRecord.MaximumArtifacts).Select(o => new ArtifactReference(o.Name, Bytes32.FromBytes(o.Sha256.Span), o.ByteCount))],
                Parameters = ImmutableDictionary<string, string>.Empty,
                Leakage = "none",
                Level = RecordLevel.Attribution,
                Salt = OperationRecord.CreateSalt(),
            };
            if (operation.Kind is OperationKind.CiphertextsSent or OperationKind.KeysGenerated or OperationKind.DecryptionReleased)
                foreach (ArtifactReference output in record.Outputs) _byArtifact[output.Sha256] = record;
            return ValueTask.CompletedTask;
        }

        public ValueTask<ReadOnlyMemory<byte>> FindAsync(MessageAddress message, string kind, Bytes32 bodySha256, CancellationToken cancellationToken = default) =>
            new(_byArtifact.TryGetValue(bodySha256, out OperationRecord? record) ? record.ToBytes() : default(ReadOnlyMemory<byte>));
    }
}
