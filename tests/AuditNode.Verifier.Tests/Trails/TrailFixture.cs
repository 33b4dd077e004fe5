using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Scenarios;
using AuditNode.Verifier.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>
/// A real trail: contracts on anvil, a job that was run under encryption, its records archived by both institutions and anchored with real proofs.
/// Nobody changes it; tests work on copies.
/// </summary>
public sealed class TrailFixture : IAsyncLifetime
{
    private DevChain _chain = null!;
    private JsonRpcClient _rpc = null!;

    public Consortium Consortium { get; private set; } = null!;

    public Bytes32 JobId { get; private set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("auditnode-trail-").FullName;

    public string HospitalArchive => Path.Combine(Folder, "hospital");

    public string BankArchive => Path.Combine(Folder, "bank");

    public string BundleFile => Path.Combine(Folder, "trail.bundle");

    public Uri Rpc => _chain.RpcUrl;

    public BoundContracts Contracts => Consortium.Contracts;

    /// <summary>What the chain says, read once.</summary>
    public ChainTrail Chain { get; private set; } = null!;

    public IReadOnlyList<OperationRecord> HospitalRecords { get; private set; } = [];

    public IReadOnlyList<OperationRecord> BankRecords { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _chain = await AnvilChain.StartAsync(new DevChainOptions { KeepState = false });
        Consortium = await Consortium.CreateAsync(
            [_chain.RpcUrl], [.. _chain.Accounts.Take(3).Select(account => account.ReadKey())], _chain.ChainId,
            new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(20) });
        JobSpecification specification = TestJob.Specification(Consortium);
        JobId = await ConsentAsync(specification);
        await RunAsync(specification);
        _rpc = new JsonRpcClient(Rpc);
        Chain = await new ChainReader(_rpc).ReadAsync(Contracts.Ledger.Address, Contracts.Budget.Address, JobId);
        await TrailExport.WriteAsync([HospitalArchive, BankArchive], BundleFile, Rpc, Contracts.Ledger.Address, Contracts.Budget.Address, [JobId]);
    }

    public async Task DisposeAsync()
    {
        _rpc?.Dispose();
        if (Consortium is not null) await Consortium.DisposeAsync();
        if (_chain is not null) await _chain.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A request for everything of the trail.</summary>
    public VerificationRequest Request(params string[] archives) => new()
    {
        Rpc = Rpc, Ledger = Contracts.Ledger.Address, Budget = Contracts.Budget.Address, Archives = archives.Length > 0 ? archives : [HospitalArchive, BankArchive],
    };

    private async Task<Bytes32> ConsentAsync(JobSpecification specification)
    {
        JobRegistry.JobSpec onChain = Consortium.Specification(specification.ToBytes(), (BigInteger)specification.RhoUnits) with
        {
            Clusters = (uint)specification.Clusters, Rounds = (uint)specification.Rounds,
        };
        Bytes32 jobId = await Consortium.ProposeAsync(onChain);
        foreach (Institution institution in (Institution[])[Consortium.Hospital, Consortium.Bank])
            await Institution.FinalAsync(institution.Contracts.Jobs.SendConsentAsync(institution.Sender, jobId, onChain.SpecHash));
        await Institution.FinalAsync(Consortium.Hospital.Contracts.Jobs.SendStartAsync(Consortium.Hospital.Sender, jobId));
        return jobId;
    }

    private async Task RunAsync(JobSpecification specification)
    {
        VerticalKMeansJob job = VerticalKMeansJobs.ToJob(specification, JobId);
        var logs = new Dictionary<string, MemoryOperationLog> { ["hospital"] = new(), ["bank"] = new() };
        var inputs = new Dictionary<string, PartyInput> { ["hospital"] = new([TestJob.Column(0)]), ["bank"] = new([TestJob.Column(1)]) };
        VerticalKMeansResult result = await VerticalKMeansSession.RunAsync(job, inputs, new VerticalKMeansOptions { OperationLogs = name => logs[name] });
        Address AddressOf(string name) => name == "hospital" ? Consortium.Hospital.Address : Consortium.Bank.Address;
        using var hospital = new TrailRecorder(Consortium.Hospital, JobId, HospitalArchive, AddressOf);
        using var bank = new TrailRecorder(Consortium.Bank, JobId, BankArchive, AddressOf);
        foreach ((TrailRecorder recorder, Institution institution) in ((TrailRecorder, Institution)[])[(hospital, Consortium.Hospital), (bank, Consortium.Bank)])
        {
            await recorder.Archive.WriteAsync(JobId, specification);
            await Institution.FinalAsync(institution.Contracts.Budget.SendOpenDatasetAsync(institution.Sender, recorder.Dataset, (BigInteger)specification.RhoUnits));
            await Institution.FinalAsync(institution.Contracts.Budget.SendConsentReleaseAsync(institution.Sender, recorder.Dataset, JobId, (BigInteger)specification.RhoUnits));
        }

        await RecordAllAsync((hospital, logs["hospital"].Operations, TestJob.Column(0)), (bank, logs["bank"].Operations, TestJob.Column(1)));
        (HospitalRecords, BankRecords) = (hospital.Records, bank.Records);
        Bytes32 resultHash = Bytes32.FromBytes(SHA256.HashData(result.Centroids[^1].ToBytes()));
        foreach (Institution institution in (Institution[])[Consortium.Hospital, Consortium.Bank])
            await Institution.FinalAsync(institution.Contracts.Jobs.SendCompleteAsync(institution.Sender, JobId, resultHash));
    }

    /// <summary>Records the operations of both in an order in which whoever sends comes first, since receivers name the sender's record.</summary>
    private static async Task RecordAllAsync(params (TrailRecorder Recorder, IReadOnlyList<Operation> Operations, double[] Column)[] parties)
    {
        int[] next = new int[parties.Length];
        while (next.Index().Any(place => place.Item < parties[place.Index].Operations.Count))
        {
            bool moved = false;
            for (int p = 0; p < parties.Length; p++)
            {
                for (; next[p] < parties[p].Operations.Count; next[p]++)
                {
                    Operation operation = parties[p].Operations[next[p]];
                    bool isReceived = operation.Kind is OperationKind.CiphertextsReceived or OperationKind.ResultReceived;
                    OperationRecord? sent = isReceived ? parties[1 - p].Recorder.Records.LastOrDefault(record => Sends(record, operation)) : null;
                    if (isReceived && sent is null) break;
                    long[] fixedPoint = [.. parties[p].Column.Select(value => (long)Math.Round(Math.ScaleB(value, 32)))];
                    await parties[p].Recorder.RecordAsync(operation, sent?.Hash, fixedPoint);
                    moved = true;
                }
            }

            Assert.True(moved, "Each party waits for the other one's record.");
        }

        foreach ((TrailRecorder recorder, _, _) in parties) await recorder.FlushAsync();
    }

    private static bool Sends(OperationRecord record, Operation received) =>
        record.Kind is OperationKind.CiphertextsSent or OperationKind.KeysGenerated or OperationKind.DecryptionReleased or OperationKind.ResultReleased
        && record.Outputs.Any(output => output.Name == received.Inputs[0].Name && output.Sha256 == Bytes32.FromBytes(received.Inputs[0].Sha256.Span));
}

[CollectionDefinition(Name)]
public sealed class TrailCollection : ICollectionFixture<TrailFixture>
{
    public const string Name = "trail";
}
