using System.Numerics;
using AuditNode.Chain;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts.Errors;
using AuditNode.Scenarios;
using Institution = AuditNode.Scenarios.Institution;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;

namespace AuditNode.Contracts.Tests.EndToEnd;

/// <summary>
/// Rules of the contracts, broken through our client on every chain: each refusal arrives as the typed error. The contracts' own tests under
/// forge break every rule there is.
/// </summary>
public abstract class RuleTests(ChainFixture fixture)
{
    private Consortium Consortium => fixture.Consortium;

    [Fact]
    public async Task AGapIsRefused()
    {
        RecordStream stream = await StreamAsync(records: 1);
        SequenceGap refused = await Refusal.OfAsync<SequenceGap>(AppendAsync(stream, 2, stream.NewRecordHash()));
        Assert.Equal((2UL, 1UL), (refused.Sequence, refused.Next));
    }

    [Fact]
    public async Task AReplayIsRefusedAndNamesWhatIsThere()
    {
        RecordStream stream = await StreamAsync(records: 1);
        RecordExists refused = await Refusal.OfAsync<RecordExists>(AppendAsync(stream, 0, stream.Records[0]));
        Assert.Equal(stream.Records[0], refused.Existing);
    }

    [Fact]
    public async Task AForeignJobIsRefused()
    {
        var unknown = new RecordStream(Consortium.Hospital, Keccak256.HashData("no such job"u8));
        await Refusal.OfAsync<ForeignJob>(AppendAsync(unknown, 0, unknown.NewRecordHash()));
        var outsider = new RecordStream(Consortium.Agency, (await StreamAsync(records: 0)).JobId);
        await Refusal.OfAsync<ForeignJob>(AppendAsync(outsider, 0, outsider.NewRecordHash()));
    }

    [Fact]
    public async Task AJobWithoutEverybodysConsentTakesNoRecords()
    {
        JobRegistry.JobSpec specification = Consortium.Specification();
        var stream = new RecordStream(Consortium.Hospital, await Consortium.ProposeAsync(specification));
        await Institution.FinalAsync(Consortium.Hospital.Contracts.Jobs.SendConsentAsync(Consortium.Hospital.Sender, stream.JobId, specification.SpecHash));
        await Refusal.OfAsync<ForeignJob>(AppendAsync(stream, 0, stream.NewRecordHash()));
        WrongJobState refused = await Refusal.OfAsync<WrongJobState>(Consortium.Contracts.Jobs.CallStartAsync(Consortium.Hospital.Address, stream.JobId));
        Assert.Equal(1, refused.State);
    }

    [Fact]
    public async Task AConsentToAnotherSpecificationIsRefused()
    {
        JobRegistry.JobSpec specification = Consortium.Specification();
        Bytes32 jobId = await Consortium.ProposeAsync(specification), other = Keccak256.HashData("other"u8);
        SpecHashMismatch refused = await Refusal.OfAsync<SpecHashMismatch>(Consortium.Contracts.Jobs.CallConsentAsync(Consortium.Bank.Address, jobId, other));
        Assert.Equal(specification.SpecHash, refused.Expected);
    }

    [Fact]
    public async Task ARevokedKeyIsRefusedAtOnce()
    {
        RecordStream stream = await StreamAsync(records: 0, Consortium.Bank);
        InstitutionRegistry registry = Consortium.Bank.Contracts.Registry;
        await Institution.FinalAsync(registry.SendRevokeKeyAsync(Consortium.Bank.Sender));
        try
        {
            await Refusal.OfAsync<NoUsableKey>(AppendAsync(stream, 0, stream.NewRecordHash()));
        }
        finally
        {
            await Consortium.Bank.RotateKeyAsync((await registry.InstitutionAsync(Consortium.Bank.Address)).KeyVersion + 1);
        }
    }

    [Fact]
    public async Task AnotherInstitutionsProofIsRefused()
    {
        RecordStream stream = await StreamAsync(records: 0);
        Bytes32 hash = stream.NewRecordHash();
        var (challenge, response) = Institution.Split(AttributionProof.Prove(Consortium.Hospital.ProofKey, stream.Context(0, hash)));
        BigInteger bankKey = Consortium.Bank.PublicKey.Y;
        Task copied = Consortium.Contracts.Ledger.CallAppendAsync(Consortium.Bank.Address, stream.JobId, 0, hash, bankKey, challenge, response);
        await Refusal.OfAsync<ChallengeMismatch>(copied);
    }

    [Fact]
    public async Task MalformedProofsAreRefusedByName()
    {
        RecordStream stream = await StreamAsync(records: 0);
        Bytes32 hash = stream.NewRecordHash();
        Institution hospital = Consortium.Hospital;
        var (challenge, response) = Institution.Split(AttributionProof.Prove(hospital.ProofKey, stream.Context(0, hash)));
        BigInteger order = Scalar<Bn254>.Order, y = hospital.PublicKey.Y;
        Task Append(Bytes32 record, BigInteger keyY, BigInteger c, BigInteger s) => Consortium.Contracts.Ledger.CallAppendAsync(hospital.Address, stream.JobId, 0, record, keyY, c, s);
        await Append(hash, y, challenge, response);
        await Refusal.OfAsync<ScalarOutOfRange>(Append(hash, y, challenge + order, response));
        await Refusal.OfAsync<ScalarOutOfRange>(Append(hash, y, challenge, response + order));
        await Refusal.OfAsync<ZeroChallenge>(Append(hash, y, 0, response));
        await Refusal.OfAsync<ChallengeMismatch>(Append(hash, y, challenge, (response + 1) % order));
        await Refusal.OfAsync<ChallengeMismatch>(Append(Keccak256.HashData("another record"u8), y, challenge, response));
        await Refusal.OfAsync<PointNotOnCurve>(Append(hash, y ^ 2, challenge, response));
        await Refusal.OfAsync<KeyMismatch>(Append(hash, y ^ 1, challenge, response));
    }

    [Fact]
    public async Task AKeyAtInfinityOrWithoutProofOfPossessionIsRefused()
    {
        InstitutionRegistry registry = Consortium.Contracts.Registry;
        ulong version = (await registry.InstitutionAsync(Consortium.Hospital.Address)).KeyVersion;
        await Refusal.OfAsync<IdentityPoint>(registry.CallRotateKeyAsync(Consortium.Hospital.Address, 0, 0, 1, 1, Bytes32.Zero));
        var (x, y) = Consortium.Agency.PublicKey;
        var (challenge, response) = Consortium.Hospital.ProvePossession(version + 1);
        await Refusal.OfAsync<KeyAlreadyUsed>(registry.CallRotateKeyAsync(Consortium.Hospital.Address, x, y, challenge, response, Bytes32.Zero));
        using ProofKey fresh = ProofKey.Generate();
        byte[] coordinates = fresh.PublicKey.ToBytes();
        BigInteger freshX = new(coordinates.AsSpan(0, 32), isUnsigned: true, isBigEndian: true), freshY = new(coordinates.AsSpan(32), isUnsigned: true, isBigEndian: true);
        await Refusal.OfAsync<ChallengeMismatch>(registry.CallRotateKeyAsync(Consortium.Hospital.Address, freshX, freshY, challenge, response, Bytes32.Zero));
    }

    [Fact]
    public async Task ALateAnswerIsRefused()
    {
        RecordStream stream = await StreamAsync(records: 1);
        AuditChallenge challenges = Consortium.Agency.Contracts.Challenges;
        Receipt opened = await Institution.FinalAsync(challenges.SendChallengeAsync(Consortium.Agency.Sender, stream.JobId, Consortium.Hospital.Address, 0, 60));
        BigInteger number = challenges.FindChallengeOpened(opened).Single().ChallengeId;
        await fixture.PassAsync(TimeSpan.FromSeconds(61));
        await Refusal.OfAsync<AnswerTooLate>(challenges.CallAnswerAsync(Consortium.Hospital.Address, number, new byte[] { 1 }));
    }

    [Fact]
    public async Task OnlyAuditorsChallengeAndOnlyValidatorsVote()
    {
        RecordStream stream = await StreamAsync(records: 1);
        await Refusal.OfAsync<NotAuditor>(Consortium.Contracts.Challenges.CallChallengeAsync(Consortium.Bank.Address, stream.JobId, Consortium.Hospital.Address, 0, 3600));
        Address stranger = Address.FromBytes(Keccak256.HashData("stranger"u8).ToArray().AsSpan(12));
        await Refusal.OfAsync<NotValidator>(Consortium.Contracts.Registry.CallProposeAdmissionAsync(stranger, stranger, (byte)InstitutionRoles.Worker));
    }

    private static Task AppendAsync(RecordStream stream, ulong sequence, Bytes32 hash)
    {
        // Proven for the place that the contract will look at, so that nothing but the rule under test is broken.
        Institution institution = stream.Institution;
        ulong proven = Math.Min(sequence, stream.NextSequence);
        var (challenge, response) = Institution.Split(AttributionProof.Prove(institution.ProofKey, stream.Context(proven, hash)));
        return institution.Contracts.Ledger.CallAppendAsync(institution.Address, stream.JobId, sequence, hash, institution.PublicKey.Y, challenge, response);
    }

    private async Task<RecordStream> StreamAsync(int records, Institution? institution = null)
    {
        var stream = new RecordStream(institution ?? Consortium.Hospital, await Consortium.ConsentedJobAsync());
        for (int i = 0; i < records; i++) await Institution.FinalAsync(stream.SendAsync());
        await Consortium.CatchUpAsync();
        return stream;
    }
}

[Collection(AnvilCollection.Name)]
public sealed class AnvilRuleTests(AnvilFixture fixture) : RuleTests(fixture);

[Collection(GanacheCollection.Name)]
public sealed class GanacheRuleTests(GanacheFixture fixture) : RuleTests(fixture);

[Collection(PoaCollection.Name)]
public sealed class PoaRuleTests(PoaFixture fixture) : RuleTests(fixture);
