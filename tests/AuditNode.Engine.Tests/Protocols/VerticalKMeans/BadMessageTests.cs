using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>Every wrong message gives a typed refusal, changes no stored byte, and the run goes on as if it had not come.</summary>
public class BadMessageTests
{
    private static readonly double[][] Records = SmallRun.Records(300, 3, 2);
    private static readonly JobRuntime Runtime = SmallRun.Runtime(SmallRun.Tiny(parties: 3) with { NoiseCandidates = 3 });

    public static TheoryData<string> Kinds =>
    [
        MessageKind.JobAgreed, MessageKind.KeysEvaluation, MessageKind.KeysPublic, MessageKind.FeaturesEncrypted, MessageKind.FeaturesReceived,
        MessageKind.NoiseCommitted, MessageKind.BeaconRevealed, MessageKind.NoiseOpened, MessageKind.SumsMasked, MessageKind.SumsReleased, MessageKind.ResultReleased,
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_flipped_byte_is_refused(string kind) => await RefusesAsync<MalformedMessageException>(kind, good =>
    {
        byte[] payload = good.Payload.ToArray();
        payload[^1] ^= 1;
        return Envelope.Received(good.From, good.To, good.Kind, good.Sequence, payload, good.Sha256);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_that_is_cut_off_is_refused(string kind) =>
        await RefusesAsync<MalformedMessageException>(kind, good => Remade(good, good.Payload[..^1]));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_with_a_byte_too_many_is_refused(string kind) =>
        await RefusesAsync<MessageException>(kind, good => Remade(good, (byte[])[.. good.Payload.Span, 0]));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Garbage_behind_a_right_header_is_refused(string kind) => await RefusesAsync<MessageException>(kind, good =>
    {
        byte[] payload = good.Payload.ToArray();
        int header = HeaderLength(kind);
        if (payload.Length == header) return Remade(good, (byte[])[.. payload, .. "garbage"u8]);
        payload.AsSpan(header).Fill(0xa5);
        return Remade(good, payload);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_of_another_job_is_refused(string kind) => await RefusesAsync<JobMismatchException>(kind, good =>
    {
        byte[] payload = good.Payload.ToArray();
        payload[HeaderLength(kind) - 20] ^= 1; // within the digest of the job
        return Remade(good, payload);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_that_comes_before_the_one_it_follows_is_refused(string kind) =>
        await RefusesAsync<UnexpectedMessageException>(kind, good => Envelope.Create(good.From, good.To, good.Kind, good.Sequence + 1, good.Payload));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_of_a_stranger_is_refused(string kind) =>
        await RefusesAsync<UnexpectedMessageException>(kind, good => Envelope.Create("stranger", good.To, good.Kind, good.Sequence, good.Payload));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_whose_envelope_names_another_kind_is_refused(string kind) => await RefusesAsync<MessageException>(kind, good =>
        Envelope.Create(good.From, good.To, kind == MessageKind.JobAgreed ? MessageKind.FeaturesEncrypted : MessageKind.JobAgreed, good.Sequence, good.Payload));

    [Theory]
    [InlineData(MessageKind.NoiseCommitted)]
    [InlineData(MessageKind.BeaconRevealed)]
    [InlineData(MessageKind.NoiseOpened)]
    [InlineData(MessageKind.SumsMasked)]
    [InlineData(MessageKind.SumsReleased)]
    public async Task A_message_of_a_round_that_is_not_due_is_refused(string kind) => await RefusesAsync<UnexpectedMessageException>(kind, good =>
    {
        byte[] payload = good.Payload.ToArray();
        payload[HeaderLength(kind) - 16] += 1; // the round, before item and acknowledgement
        return Remade(good, payload);
    });

    [Fact]
    public async Task A_message_for_another_party_is_refused() => await RefusesAsync<UnexpectedMessageException>(
        MessageKind.SumsMasked, good => Envelope.Create(good.From, "lab2", good.Kind, good.Sequence, good.Payload));

    [Fact]
    public async Task An_oversized_message_is_refused_before_it_is_read() => await RefusesAsync<MalformedMessageException>(
        MessageKind.SumsReleased, good => Remade(good, new byte[100_000]));

    [Fact]
    public async Task Another_message_under_a_number_that_was_taken_is_refused()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == MessageKind.SumsReleased);
        Envelope taken = run.Sent.First(e => e.Kind == MessageKind.SumsMasked);
        await Assert.ThrowsAsync<ConflictingMessageException>(() => run.KeyHolder.HandleAsync(Remade(taken, taken.Payload[..^1])));
        await run.FinishAsync();
    }

    [Fact]
    public async Task A_repeated_request_gets_the_stored_bytes_and_no_second_release()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == MessageKind.SumsReleased);
        Envelope first = run.InFlight.Last(), request = run.Sent.First(e => e.Kind == MessageKind.SumsMasked);
        Envelope again = Assert.Single(await run.KeyHolder.HandleAsync(request));
        Assert.Equal(first.Payload.ToArray(), again.Payload.ToArray());
        Assert.Equal(Runtime.Job.RoundRho, run.KeyHolder.Spent);
    }

    [Fact]
    public async Task A_key_holder_that_computes_other_centroids_is_refused() => await RefusesAsync<ConflictingMessageException>(MessageKind.SumsReleased, good =>
    {
        byte[] payload = good.Payload.ToArray();
        payload[HeaderLength(MessageKind.SumsReleased) + 32] ^= 1;
        return Remade(good, payload);
    });

    [Fact]
    public async Task A_data_party_refuses_results_that_differ()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == MessageKind.ResultReleased);
        await run.StepAsync();
        await run.RunUntilAsync(e => e.Kind == MessageKind.ResultReleased);
        Envelope second = run.InFlight.Peek();
        byte[] payload = second.Payload.ToArray();
        payload[^8] ^= 1;
        await Assert.ThrowsAsync<ConflictingMessageException>(() => run.Parties["lab2"].HandleAsync(Remade(second, payload)));
        Assert.False(run.Parties["lab2"].IsFinished);
    }

    /// <summary>Runs to the first message of a kind, gives its receiver a bad one in its place, then goes on.</summary>
    private static async Task RefusesAsync<TException>(string kind, Func<Envelope, Envelope> spoil)
        where TException : MessageException
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == kind);
        Envelope good = run.InFlight.Peek();
        string party = good.To, name = $"small-run.{party}";
        byte[] before = (await run.Checkpoints[party].ReadAsync(name))!.Value.ToArray();
        int writes = run.Checkpoints[party].Writes, operations = run.Logs[party].Operations.Count;

        await Assert.ThrowsAnyAsync<TException>(() => run.Parties[party].HandleAsync(spoil(good)));

        Assert.Equal(before, (await run.Checkpoints[party].ReadAsync(name))!.Value.ToArray());
        Assert.Equal(writes, run.Checkpoints[party].Writes);
        Assert.Equal(operations, run.Logs[party].Operations.Count);
        await run.StepAsync(); // the right one is taken
    }

    private static Envelope Remade(Envelope good, ReadOnlyMemory<byte> payload) => Envelope.Create(good.From, good.To, good.Kind, good.Sequence, payload);

    private static int HeaderLength(string kind) => SteppedRun.HeaderLength(kind);
}
