using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Contracts;
using AuditNode.Zk.Records;

namespace AuditNode.Scenarios;

/// <summary>What each transaction of the audit trail costs in gas, all in: base, calldata, execution. Measured on a chain, not estimated.</summary>
/// <remarks>Proofs are random, and calldata is cheaper where a byte happens to be zero: figures vary by some dozens.</remarks>
public sealed class GasTable
{
    private readonly List<(string Key, string Description, double Gas)> _rows = [];

    /// <summary>Key, what it is, and gas; per record where the key says so.</summary>
    public IReadOnlyList<(string Key, string Description, double Gas)> Rows => _rows;

    public double this[string key] => _rows.Single(row => row.Key == key).Gas;

    /// <summary>Sends one transaction of each kind. Takes two dozen blocks.</summary>
    public static async Task<GasTable> MeasureAsync(Consortium consortium, CancellationToken cancellationToken = default)
    {
        var table = new GasTable();
        var (hospital, bank, agency) = (consortium.Hospital, consortium.Bank, consortium.Agency);
        BoundContracts contracts = hospital.Contracts;

        // A sender's first proposal and the very first challenge write counters that were zero, which costs 17,100 gas more once.
        await consortium.ProposeAsync(consortium.Specification(), cancellationToken);
        JobRegistry.JobSpec specification = consortium.Specification();
        Receipt proposal = await table.AddAsync("propose", "propose a job of two parties", contracts.Jobs.SendProposeAsync(hospital.Sender, specification, cancellationToken: cancellationToken));
        Bytes32 jobId = contracts.Jobs.FindJobProposed(proposal).Single().JobId;
        await Institution.FinalAsync(bank.Contracts.Jobs.SendConsentAsync(bank.Sender, jobId, specification.SpecHash, cancellationToken: cancellationToken), cancellationToken);
        await table.AddAsync("consent", "consent to a job", contracts.Jobs.SendConsentAsync(hospital.Sender, jobId, specification.SpecHash, cancellationToken: cancellationToken));
        await table.AddAsync("start", "start a job", contracts.Jobs.SendStartAsync(hospital.Sender, jobId, cancellationToken: cancellationToken));

        var stream = new RecordStream(hospital, jobId);
        await table.AddAsync("appendFirst", "first record of a stream, with proof", stream.SendAsync(cancellationToken: cancellationToken));
        await table.AddAsync("append", "record with proof", stream.SendAsync(cancellationToken: cancellationToken));
        await table.AddAsync("batch100PerRecord", "record in a batch of 100 with one proof", stream.SendBatchAsync(100, cancellationToken: cancellationToken), count: 100);
        await table.AddAsync("batch256PerRecord", "record in a batch of 256 with one proof", stream.SendBatchAsync(256, cancellationToken: cancellationToken), count: 256);
        using (var committed = new CommittedValue(hospital.ProofKey, 42))
            await table.AddAsync("appendOpening", "record with attribution and the opening of a commitment", stream.SendRelationAsync(committed.Relation, committed.Witness, cancellationToken));

        Bytes32 dataset = Bytes32.FromBytes(SHA256.HashData(jobId.ToArray()));
        BigInteger rho = 100_000_000_000;
        await table.AddAsync("openDataset", "open a dataset's privacy account", contracts.Budget.SendOpenDatasetAsync(hospital.Sender, dataset, 10 * rho, cancellationToken: cancellationToken));
        await table.AddAsync("consentRelease", "consent to releases for a job", contracts.Budget.SendConsentReleaseAsync(hospital.Sender, dataset, jobId, 5 * rho, cancellationToken: cancellationToken));
        await table.AddAsync("chargeFirst", "first charge of a job", contracts.Budget.SendChargeAsync(hospital.Sender, dataset, jobId, 0, rho, cancellationToken: cancellationToken));
        await table.AddAsync("charge", "charge a release", contracts.Budget.SendChargeAsync(hospital.Sender, dataset, jobId, 1, rho, cancellationToken: cancellationToken));

        await table.AddAsync("trustReport", "score another party", contracts.Trust.SendReportAsync(hospital.Sender, jobId, 0, bank.Address, 900_000_000_000_000_000, cancellationToken: cancellationToken));
        await Institution.FinalAsync(bank.Contracts.Trust.SendReportAsync(bank.Sender, jobId, 0, hospital.Address, 800_000_000_000_000_000, cancellationToken: cancellationToken), cancellationToken);
        await table.AddAsync("trustFinalise", "weights of a round, two parties", contracts.Trust.SendFinaliseAsync(hospital.Sender, jobId, 0, cancellationToken: cancellationToken));

        await MeasureChallengeAsync(table, consortium, jobId, cancellationToken);
        await Institution.FinalAsync(bank.Contracts.Jobs.SendCompleteAsync(bank.Sender, jobId, dataset, cancellationToken: cancellationToken), cancellationToken);
        await table.AddAsync("complete", "last report of a job's result", contracts.Jobs.SendCompleteAsync(hospital.Sender, jobId, dataset, cancellationToken: cancellationToken));
        await table.AddViewsAsync(consortium, stream, cancellationToken);
        await table.AddAsync("setTlsFingerprint", "announce a TLS certificate", contracts.Registry.SendSetTlsFingerprintAsync(agency.Sender, dataset, cancellationToken: cancellationToken));
        return table;
    }

    private static async Task MeasureChallengeAsync(GasTable table, Consortium consortium, Bytes32 jobId, CancellationToken cancellationToken)
    {
        // A record of 1,000 bytes, so that the answer is of the usual size.
        byte[] canonical = new byte[1000];
        Array.Fill(canonical, (byte)'x');
        Institution agency = consortium.Agency;
        var answered = new RecordStream(consortium.Bank, jobId);
        await Institution.FinalAsync(answered.SendAsync(Bytes32.FromBytes(SHA256.HashData(canonical)), cancellationToken: cancellationToken), cancellationToken);
        AuditChallenge challenges = agency.Contracts.Challenges;
        await Institution.FinalAsync(challenges.SendChallengeAsync(agency.Sender, jobId, consortium.Hospital.Address, 0, 3600, cancellationToken: cancellationToken), cancellationToken);
        Receipt opened = await table.AddAsync("challenge", "challenge a record",
            challenges.SendChallengeAsync(agency.Sender, jobId, consortium.Bank.Address, 0, 3600, cancellationToken: cancellationToken));
        BigInteger number = challenges.FindChallengeOpened(opened).Single().ChallengeId;
        await table.AddAsync("answer", "answer with a record of 1,000 bytes",
            consortium.Bank.Contracts.Challenges.SendAnswerAsync(consortium.Bank.Sender, number, canonical, cancellationToken: cancellationToken));
        await table.AddAsync("conclude", "accept an answer",
            challenges.SendConcludeAsync(agency.Sender, number, true, Bytes32.FromBytes(SHA256.HashData(canonical)), cancellationToken: cancellationToken));
    }

    /// <summary>What regulators ask: calls that nobody pays for, but that nodes limit.</summary>
    private async Task AddViewsAsync(Consortium consortium, RecordStream stream, CancellationToken cancellationToken)
    {
        Institution asked = consortium.Hospital, asking = consortium.Agency;
        Bytes32 jobId = stream.JobId, recordHash = stream.Records[1];
        var context = stream.Context(1, recordHash);
        var (challenge, response) = Institution.Split(AttributionProof.Prove(asked.ProofKey, context));
        var (x, y) = asked.PublicKey;
        async Task AddAsync(string key, string description, byte[] calldata) => _rows.Add((key, description, await asking.Client.EstimateGasAsync(
            new CallRequest { From = asking.Address, To = asking.Contracts.Ledger.Address, Data = calldata }, cancellationToken)));
        await AddAsync("viewRecord", "view: hash of a record", AuditLedger.EncodeRecord(jobId, asked.Address, 1));
        await AddAsync("viewVerifyRecord", "view: is this the record", AuditLedger.EncodeVerifyRecord(jobId, asked.Address, 1, recordHash));
        await AddAsync("viewHead", "view: length and last hash of a stream of 359 records", AuditLedger.EncodeHead(jobId, asked.Address));
        await AddAsync("viewVerifyAttribution", "view: verify the proof of a record again", AuditLedger.EncodeVerifyAttribution(
            consortium.ChainId, asked.Contracts.Ledger.Address, jobId, asked.Address, 1, stream.PreviousHash(1), recordHash, x, y, challenge, response));
    }

    private async Task<Receipt> AddAsync(string key, string description, Task<PendingTransaction> sent, int count = 1)
    {
        Receipt receipt = await Institution.FinalAsync(sent);
        _rows.Add((key, description, (double)receipt.GasUsed / count));
        return receipt;
    }
}
