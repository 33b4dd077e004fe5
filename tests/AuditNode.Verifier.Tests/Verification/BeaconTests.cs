using System.Globalization;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>Which block chooses what is opened is fixed in the specification.</summary>
[Collection(TrailCollection.Name)]
public sealed class BeaconTests(TrailFixture fixture)
{
    [Fact]
    public async Task The_hash_of_a_later_block_than_the_specified_one_is_no_value()
    {
        using var copy = new TrailCopy(fixture);
        OperationRecord opened = copy.First(copy.HospitalAddress, "noise.opened", 1);
        string[] words = opened.Parameters["externalReference"].Split(' ');
        ulong later = ulong.Parse(words[^1], CultureInfo.InvariantCulture) + 1;
        byte[] hash = (await fixture.Reader.ReadBlockHashAsync(later, default))!.Value.ToArray();
        copy.Forge(copy.HospitalAddress, opened.Sequence, record => record with
        {
            Parameters = new Dictionary<string, string>(record.Parameters)
            {
                ["externalReference"] = string.Create(CultureInfo.InvariantCulture, $"{words[0]} {words[1]} {words[2]} {later}"),
                ["externalValue"] = Convert.ToHexStringLower(hash),
            },
        });
        VerificationReport report = await copy.VerifyAsync();
        Finding found = Assert.Single(report.Findings, finding => finding.Code == FindingCode.BeaconValue);
        Assert.Equal((copy.HospitalAddress, opened.Sequence), (found.Institution!.Value, found.Sequence!.Value));
        Assert.Contains($"takes block {later - 1}", found.Reason, StringComparison.Ordinal);
    }
}
