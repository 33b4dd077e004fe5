using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Records.Relations;
using AuditNode.Scenarios;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;
using ArtifactName = AuditNode.Engine.Protocols.VerticalKMeans.ArtifactName;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>Turns the operations of one party into archived and anchored records, as a node would.</summary>
internal sealed class TrailRecorder : IOperationLog, IDisposable
{
    private readonly Institution _institution;
    private readonly Bytes32 _jobId;
    private readonly Archive _archive;
    private readonly BlindingSeed _seed;
    private readonly JobSpecification _job;
    private readonly List<OperationRecord> _records = [];
    private readonly List<Bytes32> _unsent = [];
    private readonly RecordBook _book;
    private readonly long[] _column;
    private BigInteger[]? _released;

    public TrailRecorder(Institution institution, Bytes32 jobId, string folder, JobSpecification job, RecordBook book, double[] column)
    {
        (_institution, _jobId, _job, _book) = (institution, jobId, job, book);
        _column = [.. column.Select(value => (long)Math.Round(Math.ScaleB(value, 32)))];
        _archive = new Archive(folder);
        _seed = new BlindingSeed(RandomNumberGenerator.GetBytes(BlindingSeed.ByteCount), jobId);
    }

    public Archive Archive => _archive;

    public IReadOnlyList<OperationRecord> Records => _records;

    public Bytes32 Dataset { get; } = Bytes32.FromBytes(RandomNumberGenerator.GetBytes(32));

    /// <summary>Records an operation: artifacts, relation, record, charge; then anchors it, alone, in a batch or with its relation.</summary>
    public async ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        Bytes32? answered = operation.Counterparty is { } other ? _book.FindSent(AddressOf(other), operation) : null;
        var inputs = new List<ArtifactReference>();
        foreach (Artifact artifact in operation.Inputs) inputs.Add(await StoreAsync(artifact));
        var outputs = new List<ArtifactReference>();
        foreach (Artifact artifact in operation.Outputs) outputs.Add(await StoreAsync(artifact));
        using RelationWitness? relation = await RelationAsync(operation);
        if (relation is { Statement.FitsOnChain: false })
        {
            var session = new RelationSession((long)_institution.Sender.ChainId, Ledger, _jobId, _institution.Address, operation.Kind, operation.Round);
            outputs.Add(await _archive.Artifacts.PutAsync(RelationProof.ArtifactName, relation.Prove(session).ToBytes()));
        }

        var record = new OperationRecord
        {
            ChainId = (long)_institution.Sender.ChainId,
            Ledger = Ledger,
            JobId = _jobId,
            Institution = _institution.Address,
            Sequence = _records.Count,
            Kind = operation.Kind,
            Round = operation.Round,
            PreviousRecordHash = Previous(_records.Count),
            StartedAt = operation.StartedAt,
            FinishedAt = operation.FinishedAt,
            Inputs = await ShortenAsync(ArtifactManifest.InputsName, inputs),
            Outputs = await ShortenAsync(ArtifactManifest.OutputsName, outputs),
            Parameters = operation.Parameters,
            Leakage = "none",
            Privacy = PrivacyOf(operation),
            Counterparty = operation.Counterparty is { } name ? new RecordCounterparty(AddressOf(name), answered) : null,
            Commitments = relation?.Commitments ?? new Dictionary<string, ReadOnlyMemory<byte>>(),
            Level = relation is null ? RecordLevel.Attribution : RecordLevel.Relation,
            Salt = OperationRecord.CreateSalt(),
        };
        await _archive.WriteAsync(record);
        _records.Add(record);
        _book.Add(record);
        if (record.Privacy is { } privacy)
        {
            await FlushAsync();
            await Institution.FinalAsync(_institution.Contracts.Budget.SendChargeAsync(
                _institution.Sender, Dataset, _jobId, (ulong)record.Sequence, (BigInteger)privacy.RhoUnits));
        }

        if (relation is { Statement.FitsOnChain: true }) await AppendRelationAsync(record, relation);
        else _unsent.Add(record.Hash);
        // The beacon waits for commitments.
        if (_unsent.Count >= 4 || operation.Kind == OperationKind.NoiseCommitted) await FlushAsync();
    }

    /// <summary>Anchors what is not anchored yet: one record alone, more as a batch.</summary>
    public async Task FlushAsync()
    {
        if (_unsent.Count == 0) return;
        ulong first = (ulong)_records.FindIndex(record => record.Hash == _unsent[0]);
        byte[] previous = Previous((int)first).ToArray(), job = _jobId.ToArray(), ledger = Ledger.ToArray(), sender = _institution.Address.ToArray();
        ProofContext context = _unsent.Count == 1
            ? new RecordContext(_institution.Sender.ChainId, ledger, job, sender, first, previous, _unsent[0].ToArray())
            : new BatchContext(_institution.Sender.ChainId, ledger, job, sender, first, previous, [.. _unsent.SelectMany(hash => hash.ToArray())]);
        var (challenge, response) = Institution.Split(AttributionProof.Prove(_institution.ProofKey, context));
        Task<PendingTransaction> sent = _unsent.Count == 1
            ? _institution.Contracts.Ledger.SendAppendAsync(_institution.Sender, _jobId, first, _unsent[0], _institution.PublicKey.Y, challenge, response)
            : _institution.Contracts.Ledger.SendAppendBatchAsync(_institution.Sender, _jobId, first, [.. _unsent], _institution.PublicKey.Y, challenge, response);
        await Institution.FinalAsync(sent);
        _unsent.Clear();
    }

    public void Dispose()
    {
        _archive.Dispose();
        _seed.Dispose();
    }

    private Address AddressOf(string party) => _job.PartyNamed(party)!.Institution;

    private Address Ledger => _institution.Contracts.Ledger.Address;

    /// <summary>Whoever only brings data releases nothing: the whole job is charged when it commits to them.</summary>
    private RecordPrivacy? PrivacyOf(Operation operation)
    {
        if (operation.Kind == OperationKind.DatasetCommitted && _job.PartyOf(_institution.Address)!.Roles == JobPartyRoles.Data)
            return new RecordPrivacy("discrete-gaussian", _job.RhoUnits, _job.Delta);
        return operation.Privacy is { } cost ? new RecordPrivacy(cost.Mechanism, cost.Rho.Units, _job.Delta) : null;
    }

    private Bytes32 Previous(int sequence) => sequence > 0
        ? _records[sequence - 1].Hash
        : OperationRecord.StreamIdOf((long)_institution.Sender.ChainId, Ledger, _jobId, _institution.Address);

    private async Task AppendRelationAsync(OperationRecord record, RelationWitness relation)
    {
        await FlushAsync();
        (AttributedRelation attributed, Witness<Bn254> witness) = relation.ForLedger(_institution.ProofKey.PublicKey);
        using (witness)
        {
            var context = new RelationContext(
                _institution.Sender.ChainId, Ledger.ToArray(), _jobId.ToArray(), _institution.Address.ToArray(), (ulong)record.Sequence,
                record.PreviousRecordHash.ToArray(), record.Hash.ToArray());
            byte[] proof = RelationRecordProof.Prove(_institution.ProofKey, context, attributed, witness);
            await Institution.FinalAsync(_institution.Contracts.Ledger.SendAppendRelationAsync(
                _institution.Sender, _jobId, (ulong)record.Sequence, record.Hash, attributed.Builder.Build().AsEncoded().ToArray(), proof));
        }
    }

    private async Task<ArtifactReference> StoreAsync(Artifact artifact) => await _archive.Artifacts.PutAsync(artifact.Name, await artifact.ReadAsync());

    private async Task<IReadOnlyList<ArtifactReference>> ShortenAsync(string name, IReadOnlyList<ArtifactReference> artifacts)
    {
        IReadOnlyList<ArtifactReference> named = ArtifactManifest.Shorten(name, artifacts, out byte[]? manifest);
        if (manifest is not null) await _archive.Artifacts.PutAsync(name, manifest);
        return named;
    }

    private async Task<RelationWitness?> RelationAsync(Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.DatasetCommitted:
                return DatasetRelation.Create(_seed, TestJob.Records, [_column]);
            case OperationKind.DecryptionReleased:
                _released = Sums(await operation.Outputs[0].ReadAsync());
                return ReleaseRelation.Create(_seed, operation.Round, TestJob.Clusters, _job.Features, _released);
            case OperationKind.ResultReceived when operation.Inputs[0].Name == ArtifactName.ReleasedSums:
                _released = Sums(await operation.Inputs[0].ReadAsync());
                return ReleaseRelation.Create(_seed, operation.Round, TestJob.Clusters, _job.Features, _released);
            case OperationKind.CentroidsUpdated:
                var step = new CentroidStep(TestJob.Clusters, _job.Features, await CentroidsAsync(operation.Inputs[0]), await CentroidsAsync(operation.Outputs[0]));
                return CentroidRelation.Create(_seed, operation.Round, step, _released!, CentroidRelation.RemainderBits(BigInteger.One << 48));
            default:
                return null;
        }
    }

    private static async Task<long[]> CentroidsAsync(Artifact artifact) => Centroids.FromBytes((await artifact.ReadAsync()).Span).FixedPoint.ToArray();

    /// <summary>Released integers as the protocol writes them: count, and for each a length and a number in two's complement.</summary>
    private static BigInteger[] Sums(ReadOnlyMemory<byte> body)
    {
        var sums = new BigInteger[BinaryPrimitives.ReadInt32LittleEndian(body.Span)];
        ReadOnlySpan<byte> rest = body.Span[4..];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = new BigInteger(rest.Slice(1, rest[0]));
            rest = rest[(1 + rest[0])..];
        }

        return sums;
    }
}
