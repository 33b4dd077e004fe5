using System.Security.Cryptography;
using System.Text;
using AuditNode.Chain;
using AuditNode.Node.Peers;
using AuditNode.Records;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Tests.Peers;

public class RecordBindingTests
{
    private static readonly byte[] Body = RandomNumberGenerator.GetBytes(10_000), Payload = TestRecord.Payload(Body);

    [Fact]
    public async Task A_message_with_its_record_is_taken_and_the_record_is_found_by_the_bytes()
    {
        await using TestPair pair = await TestPair.StartAsync();
        OperationRecord record = TestRecord.Of(pair.Clinic.Institution, Body);
        await pair.SendAsync(pair.Message(0, Payload, "data.recorded", record.ToBytes()));
        Bytes32 digest = Bytes32.FromBytes(SHA256.HashData(Body));
        ReceivedRecord found = pair.Insurer.Services.Inbox.FindRecord(TestPair.JobId, TestPair.To, TestPair.From, digest)!;
        Assert.Equal((record.Hash, pair.Clinic.Institution), (found.Hash, found.Institution));
        Assert.Equal(found.Hash, Assert.Single(pair.Insurer.Services.Inbox.ListRecords(TestPair.JobId, TestPair.To)).Hash);
    }

    public static TheoryData<string, RefusalReason, Func<OperationRecord, OperationRecord>> WrongRecords => new()
    {
        { "another institution", RefusalReason.RecordOfAnotherInstitution, record => record with { Institution = TestNode.AddressOf(2) } },
        { "another job", RefusalReason.RecordOfAnotherJob, record => record with { JobId = Keccak256.HashData([1]) } },
        { "another chain", RefusalReason.RecordOfAnotherJob, record => record with { ChainId = 1 } },
        { "another ledger", RefusalReason.RecordOfAnotherJob, record => record with { Ledger = TestNode.AddressOf(98) } },
        { "another receiver", RefusalReason.PayloadNotInRecord, record => record with { Counterparty = new RecordCounterparty(TestNode.AddressOf(3)) } },
        { "other bytes", RefusalReason.PayloadNotInRecord, record => record with { Outputs = [ArtifactReference.Of("data", [1, 2, 3])] } },
        { "another length", RefusalReason.PayloadNotInRecord, record => record with { Outputs = [record.Outputs[0] with { ByteCount = 9_999 }] } },
        { "bytes that it takes", RefusalReason.PayloadNotInRecord, record => record with { Inputs = record.Outputs, Outputs = [] } },
        { "no bytes", RefusalReason.PayloadNotInRecord, record => record with { Outputs = [] } },
    };

    [Theory]
    [MemberData(nameof(WrongRecords))]
    public async Task A_record_of_something_else_is_refused(string what, RefusalReason reason, Func<OperationRecord, OperationRecord> change)
    {
        await using TestPair pair = await StrictPairAsync();
        RefusalReason? refusal = await SendAsync(pair, Payload, change(TestRecord.Of(pair.Clinic.Institution, Body)).ToBytes());
        Assert.True(refusal == reason, $"{what}: {refusal}");
        Assert.Equal(1, pair.Insurer.Refused(reason));
        Assert.Empty(Directory.EnumerateFiles(pair.Folder.At("inbox2"), "*.message", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_record_that_is_not_canonical_is_refused()
    {
        await using TestPair pair = await StrictPairAsync();
        byte[] canonical = TestRecord.Of(pair.Clinic.Institution, Body).ToBytes();
        Assert.Equal(RefusalReason.RecordMalformed, await SendAsync(pair, Payload, (byte[])[.. canonical, (byte)' ']));
        Assert.Equal(RefusalReason.RecordMalformed, await SendAsync(pair, Payload, Encoding.UTF8.GetBytes("{}")));
    }

    [Fact]
    public async Task A_kind_that_needs_a_record_is_refused_without_one()
    {
        await using TestPair pair = await StrictPairAsync();
        Assert.Equal(RefusalReason.RecordMissing, await SendAsync(pair, Payload, default));
    }

    [Fact]
    public async Task Bytes_before_the_recorded_ones_cannot_hide_outside_of_the_record()
    {
        // The engine takes everything behind its own header as the body; a record of the tail only must not cover it.
        await using TestPair pair = await StrictPairAsync();
        byte[] tail = Body[5000..];
        Assert.Equal(RefusalReason.PayloadNotInRecord, await SendAsync(pair, Payload, TestRecord.Of(pair.Clinic.Institution, tail).ToBytes()));
        Assert.Equal(RefusalReason.Malformed, await SendAsync(pair, Body, TestRecord.Of(pair.Clinic.Institution, Body).ToBytes()));
    }

    private static async Task<TestPair> StrictPairAsync()
    {
        TestPair pair = await TestPair.StartAsync();
        pair.Insurer.Services.Jobs.Open(new PeerJob(TestPair.JobId, TestPair.To, pair.Job(TestPair.To, new AnyMessages()).Parties, new AnyMessages())
        {
            ChainId = 31337,
            Ledger = TestNode.AddressOf(99),
        });
        return pair;
    }

    private static async Task<RefusalReason?> SendAsync(TestPair pair, byte[] payload, ReadOnlyMemory<byte> record)
    {
        using OutgoingMessage message = pair.Message(0, payload, "data.recorded", record);
        try
        {
            await pair.Clinic.Client.AppendAsync(pair.Insurer.Institution, message, 0, (int)message.Length);
            return null;
        }
        catch (PeerRefusedException e)
        {
            return e.Reason;
        }
    }
}
