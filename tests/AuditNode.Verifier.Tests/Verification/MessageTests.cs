using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>Every message between parties has a record at both ends, and the two name the same bytes.</summary>
[Collection(TrailCollection.Name)]
public sealed class MessageTests(TrailFixture fixture)
{
    [Theory]
    [InlineData("agreement", "job.consented", "message.received")]
    [InlineData("keys", "keys.generated", "ciphertexts.received")]
    [InlineData("noise.commitment", "noise.committed", "beacon.revealed")]
    [InlineData("beacon.contribution.bank", "beacon.revealed", "noise.opened")]
    [InlineData("noise.opening", "noise.opened", "noise.checked")]
    [InlineData("sums.masked", "ciphertexts.sent", "ciphertexts.received")]
    [InlineData("release", "decryption.released", "result.received")]
    public void The_bytes_of_a_message_are_an_output_of_its_senders_record_and_an_input_of_its_receivers(string body, string sent, string received)
    {
        ArtifactReference[] outputs = [.. Of(sent).SelectMany(record => record.Outputs).Where(output => output.Name == body)];
        ArtifactReference[] inputs = [.. Of(received).SelectMany(record => record.Inputs).Where(input => input.Name == body)];
        Assert.NotEmpty(outputs);
        Assert.Equal(outputs.OrderBy(output => output.Sha256.ToString()), inputs.OrderBy(input => input.Sha256.ToString()));
    }

    [Theory]
    [InlineData("job.consented", "message.received")]
    [InlineData("keys.generated", "ciphertexts.received")]
    [InlineData("noise.committed", "beacon.revealed")]
    public async Task A_message_to_all_that_a_receiver_has_no_record_of_is_unanswered(string sent, string received)
    {
        using var copy = new TrailCopy(fixture);
        Address sender = sent == "keys.generated" ? copy.BankAddress : copy.HospitalAddress, receiver = sender == copy.BankAddress ? copy.HospitalAddress : copy.BankAddress;
        long sequence = copy.First(sender, sent).Sequence;
        copy.Forge(receiver, copy.First(receiver, received).Sequence, record => record with { Kind = "something.else" });
        await AssertFoundAsync(copy, FindingCode.MessageUnanswered, sender, sequence);
    }

    [Fact]
    public async Task A_contribution_that_its_party_has_no_record_of_is_invented()
    {
        using var copy = new TrailCopy(fixture);
        long sequence = copy.First(copy.HospitalAddress, "noise.opened", 1).Sequence;
        ArtifactReference other = copy.Put(copy.HospitalAddress, "beacon.contribution.bank", "another contribution"u8.ToArray());
        copy.Forge(copy.HospitalAddress, sequence, record => record with { Inputs = [.. record.Inputs.Select(input => input.Name == other.Name ? other : input)] });
        await AssertFoundAsync(copy, FindingCode.MessageInvented, copy.HospitalAddress, sequence);
    }

    private IEnumerable<OperationRecord> Of(string kind) => fixture.HospitalRecords.Concat(fixture.BankRecords).Where(record => record.Kind == kind);

    private static async Task AssertFoundAsync(TrailCopy copy, string code, Address institution, long sequence)
    {
        VerificationReport report = await copy.VerifyAsync();
        Assert.Contains(report.Findings, finding => finding.Code == code && finding.Institution == institution && finding.Sequence == sequence);
    }
}
