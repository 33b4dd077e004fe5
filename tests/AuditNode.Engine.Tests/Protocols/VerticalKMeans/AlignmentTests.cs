using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>Parties compare the digests of their records' identifiers when they agree, before anything is encrypted.</summary>
public class AlignmentTests
{
    private static readonly byte[] Same = SmallRun.Seed(70), Other = SmallRun.Seed(71);

    [Theory]
    [InlineData("clinic")]
    [InlineData("insurer")]
    [InlineData("lab2")]
    public async Task Parties_whose_records_differ_refuse_before_anything_is_encrypted_and_both_are_named(string different)
    {
        (RecordsDifferException refusal, SteppedRun run) = await RefusedAsync(party => party == different ? Other : Same);
        using (run)
        {
            Assert.Contains(different, new[] { refusal.From, refusal.Other });
            Assert.NotEqual(refusal.From, refusal.Other);
            Assert.Contains("propose the job again", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(run.Logs.Values.SelectMany(log => log.Operations),
                operation => operation.Kind is OperationKind.KeysGenerated or OperationKind.CiphertextsEncrypted or OperationKind.CiphertextsSent);
        }
    }

    [Fact]
    public async Task Identifiers_in_only_one_file_are_refused()
    {
        (RecordsDifferException refusal, SteppedRun run) = await RefusedAsync(party => party == "insurer" ? [] : Same);
        using (run) Assert.Contains("insurer", new[] { refusal.From, refusal.Other });
    }

    [Fact]
    public async Task The_key_holder_makes_no_keys_where_two_others_differ()
    {
        // Its own records are those of one of them; it alone hears both before keys leave.
        using var run = Run(party => party == "lab2" ? Other : Same);
        await run.StartAsync();
        Envelope clinic = run.InFlight.Single(e => e.From == "clinic" && e.To == "insurer"), lab = run.InFlight.Single(e => e.From == "lab2" && e.To == "insurer");
        Assert.Empty(await run.KeyHolder.HandleAsync(clinic));
        await Assert.ThrowsAsync<RecordsDifferException>(() => run.KeyHolder.HandleAsync(lab));
        Assert.DoesNotContain(run.Logs["insurer"].Operations, operation => operation.Kind == OperationKind.KeysGenerated);
    }

    [Fact]
    public async Task Equal_digests_go_through_and_stand_in_the_agreement()
    {
        using var run = Run(_ => Same);
        await run.StartAsync();
        await run.FinishAsync();
        Assert.True(run.IsFinished);
        Assert.All(run.Sent.Where(e => e.Kind == MessageKind.JobAgreed), e => Assert.True(SteppedRun.Body(e).Span.EndsWith(Same)));
    }

    private static SteppedRun Run(Func<string, byte[]> identifiers)
    {
        JobRuntime runtime = SmallRun.Runtime(SmallRun.Tiny(parties: 3));
        return new SteppedRun(runtime, SmallRun.Records(300, 3, 2), identifiers: identifiers);
    }

    private static async Task<(RecordsDifferException Refusal, SteppedRun Run)> RefusedAsync(Func<string, byte[]> identifiers)
    {
        SteppedRun run = Run(identifiers);
        await run.StartAsync();
        return (await Assert.ThrowsAsync<RecordsDifferException>(run.FinishAsync), run);
    }
}
