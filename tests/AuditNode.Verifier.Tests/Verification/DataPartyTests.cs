using AuditNode.Verifier.Replay;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>The server-aided model: a third institution encrypts its column under the key holder's key and gets the result.</summary>
public sealed class DataPartyTests(DataPartyFixture fixture) : IClassFixture<DataPartyFixture>
{
    [Fact]
    public async Task Its_trail_verifies_and_replays()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request() with { Replay = ReplayPlan.Full });
        Assert.Empty(report.Findings);
        Assert.Equal(3, report.Jobs.Single().Streams.Count);
        Assert.All(report.Jobs.Single().Streams, stream => Assert.True(stream.Sound > 5, $"{stream.Party}: {stream.Sound}"));
        Assert.Equal(report.Replay!.Replayable, report.Replay.Equal);
    }

    [Fact]
    public async Task Its_bundle_verifies_alone()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(fixture.BundleFile));
        Assert.Empty(report.Findings);
        Assert.Equal(VerificationExit.Ok, report.Exit);
    }
}
