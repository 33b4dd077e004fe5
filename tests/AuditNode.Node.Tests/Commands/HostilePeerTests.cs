using System.Security.Cryptography;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.ChainDev.Processes;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Hosting;
using AuditNode.Node.Jobs;
using AuditNode.Node.Keys;
using AuditNode.Node.Peers;
using AuditNode.Node.Tests.Jobs;
using AuditNode.Node.Tests.Peers;
using AuditNode.Records;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Jobs;

namespace AuditNode.Node.Tests.Commands;

/// <summary>
/// The bank's keys are in the hands of somebody who sends what he likes to the hospital's node, a process on a real chain in the middle of a job. What is
/// refused is on record: in the node's journal, which commands show, and among the job's records.
/// </summary>
public sealed class HostilePeerTests : IAsyncLifetime
{
    private const int Records = 240;
    private readonly TemporaryFolder _folder = new();
    private DevChain _chain = null!;
    private AuditContracts _contracts = null!;

    private NodeDirectory Hospital => new(Path.Combine(_folder.Path, "hospital"));

    private NodeDirectory Bank => new(Path.Combine(_folder.Path, "bank"));

    private string Passphrase => Path.Combine(_folder.Path, "passphrase");

    private int Port { get; } = LoopbackPort.Choose();

    [Fact]
    public async Task Garbage_oversized_repeated_stale_and_wrongly_signed_messages_are_refused_and_on_record()
    {
        foreach (NodeDirectory member in (NodeDirectory[])[Hospital, Bank]) await RequireAsync("key", "register", "-d", member.Root, "--passphrase-file", Passphrase);
        using var node = NodeProcess.Start("node", "run", "-d", Hospital.Root, "--passphrase-file", Passphrase);
        JobSpecification specification = Specification();
        string file = Path.Combine(_folder.Path, "job.json");
        await File.WriteAllBytesAsync(file, specification.ToBytes());
        await UntilAsync(async () => (await NodeProcess.RunAsync("node", "status", "-d", Hospital.Root)).ExitCode == 0);
        string text = (await RequireAsync("job", "propose", file, "-d", Hospital.Root, "--json")).Json.GetProperty("jobId").GetString()!;
        foreach (NodeDirectory member in (NodeDirectory[])[Hospital, Bank])
            await RequireAsync("job", "consent", text, "--specification", file, "-d", member.Root, "--passphrase-file", Passphrase, "--json");

        using NodeIdentity bank = await NodeIdentity.OpenAsync(Bank, AuditNode.Node.Keys.Passphrase.Read(Passphrase));
        using var peer = new RawPeer(new Uri($"https://127.0.0.1:{Port}"), bank.Certificate);
        Bytes32 job = Bytes32.Parse(text);
        MessageAddress first = new(job, "bank", "hospital", 0);
        await UntilAsync(() => IsOpenAsync(peer, first));
        Message agreement = await AgreementAsync(specification, job, bank.Address);

        // Wrongly signed: another institution's record, and a certificate that nobody registered.
        Assert.Equal(RefusalReason.RecordOfAnotherInstitution, await SendAsync(peer, agreement with { Record = agreement.Record with { Institution = KeySummary.ReadAddress(new KeyFiles(Hospital).Account) } }));
        using (PeerCertificate forged = PeerCertificate.Create(bank.Address, TimeProvider.System))
        using (var stranger = new RawPeer(new Uri($"https://127.0.0.1:{Port}"), forged))
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => SendAsync(stranger, agreement));
        // Stale: the record of an earlier job.
        Assert.Equal(RefusalReason.RecordOfAnotherJob, await SendAsync(peer, agreement with { Record = agreement.Record with { JobId = Keccak256.HashData("an earlier job"u8) } }));
        // Oversized: more than any message of its kind.
        Assert.Equal(RefusalReason.TooLong, await SendAsync(peer, Message.Of(agreement.Address, bank.Address, MessageKind.JobAgreed, new byte[1 << 20], agreement.Record)));
        // Without a record, nothing is even read.
        Assert.Equal(RefusalReason.RecordMissing, await PostAsync(peer, agreement, withRecord: false));
        // Repeated: the right one is taken and acknowledged as often as it comes; another one under its number is not.
        Assert.Null(await SendAsync(peer, agreement));
        Assert.Null(await SendAsync(peer, agreement));
        Assert.Equal(RefusalReason.Conflict, await SendAsync(peer, agreement with { Payload = [.. agreement.Payload[..^1], (byte)(agreement.Payload[^1] ^ 1)] }));
        // Garbage, a flood of it.
        const int flood = 200;
        byte[] garbage = RandomNumberGenerator.GetBytes(3000);
        for (int i = 0; i < flood; i++) Assert.Equal(RefusalReason.Malformed, await peer.PostAsync(first with { Sequence = 1 }, garbage));

        (string? Institution, string Reason)[] expected =
        [
            ("bank", "conflict"), ("bank", "malformed"), ("bank", "record-missing"), ("bank", "record-of-another-institution"), ("bank", "record-of-another-job"), ("bank", "too-long"),
            (null, "unknown-certificate"),
        ];
        NodeResult running = await RequireAsync("node", "refusals", "-d", Hospital.Root, "--json");
        Assert.Equal(expected, Rows(running, bank.Address));
        NodeResult doctor = await NodeProcess.RunAsync("doctor", "-d", Hospital.Root, "--json");
        Assert.True(doctor.Output.Length > 0, doctor.Errors);
        JsonElement check = doctor.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "refusals");
        Assert.Contains("malformed", check.GetProperty("detail").GetString(), StringComparison.Ordinal);

        await node.SignalAsync("TERM");
        NodeResult ended = await node.WaitAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(running.Output, (await RequireAsync("node", "refusals", "-d", Hospital.Root, "--json")).Output); // durable

        // In the job's records too, bounded: of a flood ten.
        OperationRecord[] refused = [.. ReadRecords(job).Where(record => record.Kind == "message.refused")];
        Assert.Equal(expected.Where(row => row.Institution is not null).Select(row => row.Reason), refused.Select(record => record.Parameters["reason"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(refused, record => Assert.Equal(bank.Address, record.Counterparty!.Institution));
        Assert.Equal(10, refused.Count(record => record.Parameters["reason"] == "malformed"));
        foreach (string output in (string[])[running.Output, ended.Errors, doctor.Output])
        {
            Assert.DoesNotContain(AuditNode.Node.Keys.Passphrase.Read(Passphrase), output, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(garbage.AsSpan(0, 16)), output, StringComparison.OrdinalIgnoreCase);
        }
    }

    public async Task InitializeAsync()
    {
        _chain = await AnvilChain.StartAsync(new DevChainOptions());
        WritePrivate(Passphrase, KeyMaker.RandomPassphrase());
        foreach (NodeDirectory member in (NodeDirectory[])[Hospital, Bank])
        {
            await KeyMaker.MakeAsync(member, AuditNode.Node.Keys.Passphrase.Read(Passphrase), TimeProvider.System, new ScryptParameters(2, 8, 1));
            await _chain.Ethereum.Rpc.CallAsync(new JsonRpcRequest("anvil_setBalance", $"{AddressOf(member)}", "0x3635c9adc5dea00000"), default);
            WritePrivate(member.Configuration, $$"""
                {
                  "name": "{{Path.GetFileName(member.Root)}}",
                  "chain": { "rpc": "{{_chain.RpcUrl}}", "pollMilliseconds": 100, "confirmations": 1, "contracts": "{{Path.Combine(_folder.Path, "contracts.json")}}" },
                  "peers": { "listen": "127.0.0.1:{{(member.Root == Hospital.Root ? Port : LoopbackPort.Choose())}}" },
                  "admin": { "listen": "unix:admin.sock" },
                  "jobs": { "pollSeconds": 1 },
                  "datasets": { "main": { "path": "main.csv", "cap": "100000000000000" } }
                }
                """);
            await File.WriteAllLinesAsync(member.At("main.csv"), ["x", .. Enumerable.Range(0, Records).Select(i => $"{(i % 2 == 0 ? 25 : 75)}")]);
        }

        using var key = _chain.Accounts[0].ReadKey();
        await using var sender = new TransactionSender(
            _chain.Ethereum, new Account(key), _chain.ChainId, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(100) });
        _contracts = await AuditDeployment.DeployAsync(
            _chain.Ethereum, sender,
            [.. ((NodeDirectory[])[Hospital, Bank]).Select(member => new Institution(Path.GetFileName(member.Root), AddressOf(member), InstitutionRoles.Validator | InstitutionRoles.Worker))]);
        _contracts.Write(Path.Combine(_folder.Path, "contracts.json"));
    }

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        _folder.Dispose();
    }

    private static Address AddressOf(NodeDirectory member) => KeySummary.ReadAddress(new KeyFiles(member).Account);

    private JobSpecification Specification() => SampleJob.Of(
        [
            new PartySpecification("hospital", AddressOf(Hospital), JobPartyRoles.Computing | JobPartyRoles.Data, $"https://127.0.0.1:{Port}", [new ColumnSpecification("x", 0, 100)]),
            new PartySpecification("bank", AddressOf(Bank), JobPartyRoles.KeyHolder | JobPartyRoles.Data, $"https://127.0.0.1:{LoopbackPort.Choose()}", [new ColumnSpecification("x", 0, 100)]),
        ],
        rounds: 2, noiseCandidates: 1, epsilon: 50);

    /// <summary>What the bank's own party would send first, and the record that goes with it.</summary>
    private async Task<Message> AgreementAsync(JobSpecification specification, Bytes32 job, Address bank)
    {
        var services = new PartyServices(new MemoryBlobStore(), new MemoryCheckpointStore(), NullOperationLog.Instance, TimeProvider.System);
        using IVerticalKMeansParty party = VerticalKMeansParty.Create(VerticalKMeansJobs.ToJob(specification, job), "bank", new PartyInput([new double[Records]]), services);
        Envelope envelope = Assert.Single(await party.StartAsync());
        Assert.True(MessageBody.TryFindOffset(envelope.Payload.Span, out int offset));
        OperationRecord record = TestRecord.Of(bank, envelope.Payload.Span[offset..], job) with { ChainId = (long)_chain.ChainId, Ledger = _contracts.AuditLedger };
        return new Message(new MessageAddress(job, "bank", "hospital", envelope.Sequence), bank, envelope.Kind, envelope.Payload.ToArray(), record);
    }

    private Task<RefusalReason?> SendAsync(RawPeer peer, Message message) => PostAsync(peer, message, withRecord: true);

    private async Task<RefusalReason?> PostAsync(RawPeer peer, Message message, bool withRecord)
    {
        byte[] header = new WireHeader(
            message.Address, message.Sender, AddressOf(Hospital), message.Kind, message.Payload.Length, Bytes32.FromBytes(SHA256.HashData(message.Payload)),
            withRecord ? message.Record.ToBytes() : default).ToBytes();
        return await peer.PostAsync(message.Address, [.. header, .. message.Payload], WireHeader.DigestOf(header));
    }

    private static async Task<bool> IsOpenAsync(RawPeer peer, MessageAddress message)
    {
        try
        {
            return (await peer.SendAsync(HttpMethod.Head, message.Path)).Refusal is null;
        }
        catch (HttpRequestException)
        {
            return false; // the node does not know the bank yet
        }
    }

    private static (string? Institution, string Reason)[] Rows(NodeResult result, Address bank) =>
    [
        .. result.Json.EnumerateArray()
            .Select(row => (Institution: row.TryGetProperty("institution", out JsonElement institution) && institution.GetString() is { } address ? address : null, Reason: row.GetProperty("reason").GetString()!))
            .Select(row => (row.Institution == bank.ToString() ? "bank" : row.Institution, row.Reason))
            .OrderBy(row => row.Reason, StringComparer.Ordinal),
    ];

    private IEnumerable<OperationRecord> ReadRecords(Bytes32 job) => Directory
        .EnumerateFiles(Path.Combine(Hospital.Archive, "jobs", JobFolder.NameOf(job), "records", Convert.ToHexStringLower(AddressOf(Hospital).ToArray())))
        .Select(path => OperationRecord.Parse(File.ReadAllBytes(path)));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await condition()) await Task.Delay(200, limit.Token);
    }

    private static async Task<NodeResult> RequireAsync(params string[] arguments)
    {
        NodeResult result = await NodeProcess.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result;
    }

    private static void WritePrivate(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private sealed record Message(MessageAddress Address, Address Sender, string Kind, byte[] Payload, OperationRecord Record)
    {
        public static Message Of(MessageAddress address, Address sender, string kind, byte[] body, OperationRecord record) =>
            new(address, sender, kind, TestRecord.Payload(body, kind), record with { Outputs = [ArtifactReference.Of("agreement", body)] });
    }
}
