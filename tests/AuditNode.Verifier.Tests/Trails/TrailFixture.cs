using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.Contracts;
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
public class TrailFixture : IAsyncLifetime
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

    /// <summary>Reads the chain as it is.</summary>
    public ChainReader Reader { get; private set; } = null!;

    public IReadOnlyList<OperationRecord> HospitalRecords { get; private set; } = [];

    public IReadOnlyList<OperationRecord> BankRecords { get; private set; } = [];

    /// <summary>Whether the agency brings data too.</summary>
    protected virtual bool HasDataParty => false;

    private Institution[] Workers => HasDataParty ? [Consortium.Hospital, Consortium.Bank, Consortium.Agency] : [Consortium.Hospital, Consortium.Bank];

    private string[] Archives => [.. Workers.Select((_, i) => Path.Combine(Folder, NameOf(i)))];

    public async Task InitializeAsync()
    {
        _chain = await AnvilChain.StartAsync(new DevChainOptions { KeepState = false });
        Consortium = await Consortium.CreateAsync(
            [_chain.RpcUrl], [.. _chain.Accounts.Take(3).Select(account => account.ReadKey())], _chain.ChainId,
            new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(20) });
        if (HasDataParty) await AdmitAgencyAsync();
        JobSpecification specification = TestJob.Specification(Consortium, HasDataParty);
        JobId = await ConsentAsync(specification);
        await RunAsync(specification);
        _rpc = new JsonRpcClient(Rpc);
        Reader = new ChainReader(_rpc);
        Chain = await Reader.ReadAsync(Contracts.Ledger.Address, Contracts.Budget.Address, JobId);
        await TrailExport.WriteAsync(Archives, BundleFile, Rpc, Contracts.Ledger.Address, Contracts.Budget.Address, [JobId]);
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
        Rpc = Rpc, Ledger = Contracts.Ledger.Address, Budget = Contracts.Budget.Address, Archives = archives.Length > 0 ? archives : Archives,
    };

    private async Task<Bytes32> ConsentAsync(JobSpecification specification)
    {
        JobRegistry.JobSpec onChain = JobTerms.Of(specification, ulong.MaxValue);
        Bytes32 jobId = await Consortium.ProposeAsync(onChain);
        foreach (Institution institution in Workers)
            await Institution.FinalAsync(institution.Contracts.Jobs.SendConsentAsync(institution.Sender, jobId, onChain.SpecHash));
        await Institution.FinalAsync(Consortium.Hospital.Contracts.Jobs.SendStartAsync(Consortium.Hospital.Sender, jobId));
        return jobId;
    }

    private async Task RunAsync(JobSpecification specification)
    {
        var records = new RecordBook();
        var recorders = new Dictionary<string, TrailRecorder>();
        foreach ((int i, Institution institution) in Workers.Index())
        {
            var recorder = new TrailRecorder(institution, JobId, Archives[i], specification, records, TestJob.Column(i));
            recorders.Add(NameOf(i), recorder);
            await recorder.Archive.WriteAsync(JobId, specification);
            await Institution.FinalAsync(institution.Contracts.Budget.SendOpenDatasetAsync(institution.Sender, recorder.Dataset, (BigInteger)specification.RhoUnits));
            await Institution.FinalAsync(institution.Contracts.Budget.SendConsentReleaseAsync(institution.Sender, recorder.Dataset, JobId, (BigInteger)specification.RhoUnits));
        }

        var beacon = new TrailBeacon(Consortium, JobId, records.FindByOutput);
        VerticalKMeansJob job = VerticalKMeansJobs.ToJob(specification, JobId);
        Dictionary<string, PartyInput> inputs = recorders.Keys.Index().ToDictionary(party => party.Item, party => new PartyInput([TestJob.Column(party.Index)]));
        var options = new VerticalKMeansOptions { OperationLogs = name => recorders[name], Beacons = _ => beacon };
        VerticalKMeansResult result = await VerticalKMeansSession.RunAsync(job, inputs, options);
        foreach (TrailRecorder recorder in recorders.Values)
        {
            await recorder.FlushAsync();
            recorder.Dispose();
        }

        (HospitalRecords, BankRecords) = (recorders["hospital"].Records, recorders["bank"].Records);
        Bytes32 resultHash = Bytes32.FromBytes(SHA256.HashData(result.Centroids[^1].ToBytes()));
        foreach (Institution institution in Workers)
            await Institution.FinalAsync(institution.Contracts.Jobs.SendCompleteAsync(institution.Sender, JobId, resultHash));
    }

    private static string NameOf(int party) => party switch { 0 => "hospital", 1 => "bank", _ => "agency" };

    /// <summary>Two of three validators make the agency a worker too.</summary>
    private async Task AdmitAgencyAsync()
    {
        InstitutionRegistry registry = Consortium.Contracts.Registry;
        byte roles = (byte)((await registry.InstitutionAsync(Consortium.Agency.Address)).Roles | 2);
        Receipt proposed = await Institution.FinalAsync(registry.SendProposeRolesAsync(Consortium.Hospital.Sender, Consortium.Agency.Address, roles));
        BigInteger proposal = registry.FindProposed(proposed).Single().ProposalId;
        await Institution.FinalAsync(Consortium.Bank.Contracts.Registry.SendVoteAsync(Consortium.Bank.Sender, proposal));
    }
}

/// <summary>A trail with a third party, which only brings data.</summary>
public sealed class DataPartyFixture : TrailFixture
{
    protected override bool HasDataParty => true;
}

[CollectionDefinition(Name)]
public sealed class TrailCollection : ICollectionFixture<TrailFixture>
{
    public const string Name = "trail";
}
