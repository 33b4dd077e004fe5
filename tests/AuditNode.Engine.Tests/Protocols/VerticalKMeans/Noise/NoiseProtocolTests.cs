using System.Security.Cryptography;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

/// <summary>Cut and choose within a run: what is refused on the way, and what cannot be drawn twice.</summary>
public class NoiseProtocolTests
{
    private static readonly double[][] Records = SmallRun.Records(300, 3, 2);
    private static readonly JobRuntime Runtime = SmallRun.Runtime(SmallRun.Tiny(parties: 3) with { NoiseCandidates = 3 });

    [Fact]
    public async Task A_contribution_that_does_not_match_its_commitment_is_refused_and_the_right_one_is_taken()
    {
        using var run = await RunToAsync(MessageKind.BeaconRevealed);
        Envelope good = run.InFlight.Peek();
        RevealBody body = RevealBody.Read(SteppedRun.Body(good).Span);
        await RefusedAsync(run, body with { Contribution = SHA256.HashData(body.Contribution.Span) }, "not the one that the party committed to");
        await run.FinishAsync();
    }

    [Fact]
    public async Task A_contribution_to_the_challenge_of_another_commitment_is_refused()
    {
        using var run = await RunToAsync(MessageKind.BeaconRevealed);
        RevealBody body = RevealBody.Read(SteppedRun.Body(run.InFlight.Peek()).Span);
        await RefusedAsync(run, body with { Commitment = SHA256.HashData("another"u8) }, "another commitment");
    }

    [Fact]
    public async Task A_party_that_found_another_external_value_is_refused()
    {
        using var run = await RunToAsync(MessageKind.BeaconRevealed);
        RevealBody body = RevealBody.Read(SteppedRun.Body(run.InFlight.Peek()).Span);
        await RefusedAsync(run, body with { External = SHA256.HashData("a block of a fork"u8) }, "another external value");
    }

    [Fact]
    public async Task The_key_holder_refuses_an_opening_with_wrong_seeds_and_takes_the_right_one()
    {
        using var run = await RunToAsync(MessageKind.NoiseOpened);
        NoiseOpening good = NoiseOpening.FromBytes(SteppedRun.Body(run.InFlight.Peek()).Span, Runtime.Job);
        await RefusedAsync(run, new NoiseOpening(good.Transcript, [good.Seeds[0], NoiseRound.SeedOf(77)]).ToBytes(), "opened by another seed");
        await run.FinishAsync();
    }

    [Fact]
    public async Task The_key_holder_refuses_a_challenge_of_other_contributions_anchors_or_external_values_than_it_knows()
    {
        using var run = await RunToAsync(MessageKind.NoiseOpened);
        NoiseOpening good = NoiseOpening.FromBytes(SteppedRun.Body(run.InFlight.Peek()).Span, Runtime.Job);
        for (int p = 0; p < 3; p++)
        {
            BeaconContribution[] contributions = [.. good.Transcript.Contributions];
            string party = contributions[p].Party;
            byte[] seed = new byte[32], value = BeaconChain.At(Runtime.Job, Runtime.Digest, party, seed, 1);
            contributions[p] = contributions[p] with { Value = value };
            await RefusedAsync(run, new NoiseOpening(good.Transcript with { Contributions = contributions }, good.Seeds).ToBytes(), $"the contribution of {party} ");
            // An anchor made afterwards.
            contributions[p] = new BeaconContribution(party, BeaconChain.At(Runtime.Job, Runtime.Digest, party, seed, 0), value);
            await RefusedAsync(run, new NoiseOpening(good.Transcript with { Contributions = contributions }, good.Seeds).ToBytes(), $"it holds {party} to another commitment");
        }

        var external = new BeaconValue(SHA256.HashData("chosen"u8), "none");
        await RefusedAsync(run, new NoiseOpening(good.Transcript with { External = external }, good.Seeds).ToBytes(), "external value");
    }

    [Fact]
    public async Task The_candidates_of_an_earlier_round_are_refused_at_once_or_at_their_opening()
    {
        using var run = await RunToAsync(MessageKind.NoiseCommitted, round: 2);
        Envelope second = run.InFlight.Peek(), first = run.Sent.First(e => e.Kind == MessageKind.NoiseCommitted && e.To == second.To);
        await Assert.ThrowsAsync<MalformedMessageException>(() => run.Parties[second.To].HandleAsync(SteppedRun.WithBody(second, SteppedRun.Body(first).Span)));

        // Under the number of the round that is due, with the seeds of the round before.
        NoiseCommitment of1 = NoiseCommitment.Read(SteppedRun.Body(first).Span, Runtime, 1), of2 = NoiseCommitment.Read(SteppedRun.Body(second).Span, Runtime, 2);
        await Assert.ThrowsAsync<MalformedMessageException>(() => run.Parties[second.To].HandleAsync(SteppedRun.WithBody(second, (of1 with { Round = 2 }).ToBytes())));
        // With the right seeds: nothing to see before they are opened.
        Assert.Contains("drawn by the agreed sampler for this round", await OpenedRefusalAsync(run, of2 with { Candidates = of1.Candidates }, seedsOf: 2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeds_other_than_those_that_were_fixed_at_the_start_are_refused_at_their_opening()
    {
        using var run = await RunToAsync(MessageKind.NoiseCommitted, round: 2);
        NoiseCommitment of2 = NoiseCommitment.Read(SteppedRun.Body(run.InFlight.Peek()).Span, Runtime, 2), of1 = NoiseCommitment.Read(
            SteppedRun.Body(run.Sent.First(e => e.Kind == MessageKind.NoiseCommitted)).Span, Runtime, 1);
        NoiseCommitment chosen = of2 with { Seeds = of1.Seeds, Rounds = [of2.Rounds[0], of2.Rounds[0]] };
        Assert.Contains("or the seeds are not", await OpenedRefusalAsync(run, chosen, seedsOf: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_decrypted_before_the_candidates_were_opened()
    {
        using var run = await RunToAsync(MessageKind.NoiseOpened);
        Envelope opening = run.InFlight.Dequeue(), sums = run.InFlight.Dequeue();
        Assert.Equal(MessageKind.SumsMasked, sums.Kind);
        Envelope early = Envelope.Create(sums.From, sums.To, sums.Kind, opening.Sequence, sums.Payload);
        await Assert.ThrowsAsync<UnexpectedMessageException>(() => run.KeyHolder.HandleAsync(early));
        Assert.Empty(run.KeyHolder.Released);
    }

    [Fact]
    public async Task A_second_commitment_for_a_round_is_refused_by_every_party()
    {
        foreach (string party in (string[])["insurer", "lab2"])
        {
            using var run = await RunToAsync(MessageKind.BeaconRevealed, from: party);
            Envelope first = run.Sent.First(e => e.Kind == MessageKind.NoiseCommitted && e.To == party);
            Envelope again = Envelope.Create(first.From, first.To, first.Kind, first.Sequence + 1, first.Payload);
            await Assert.ThrowsAsync<UnexpectedMessageException>(() => run.Parties[party].HandleAsync(again));
        }
    }

    [Fact]
    public async Task Whatever_is_killed_between_commitment_and_opening_the_same_candidates_are_used_even_with_fresh_entropy()
    {
        for (int killAfter = 0; killAfter < 8; killAfter++)
        {
            // With true entropy whatever is drawn twice differs, which the run notices when it is sent.
            using var run = new SteppedRun(Runtime, Records) { Noise = _ => NoiseSource.Entropy };
            await run.StartAsync();
            await run.RunUntilAsync(e => e.Kind == MessageKind.NoiseCommitted);
            int from = run.Delivered;
            while (run.Delivered < from + killAfter) await run.StepAsync();
            await run.StartAsync();
            await run.FinishAsync();
            Assert.Equal(run.Computing.Centroids, run.KeyHolder.Centroids);
            Assert.Equal(2, run.Openings.Count);
            await EqualReplaysAsync(run);
        }
    }

    [Fact]
    public async Task The_external_value_of_a_reported_commitment_is_in_the_challenge_and_in_the_records()
    {
        SteppedRun? current = null;
        var beacon = new RecordingBeacon(c => current!.Logs["clinic"].Operations.Any(
            o => o.Kind == OperationKind.NoiseCommitted && o.Outputs.Single().Sha256.Span.SequenceEqual(c.Span)));
        using var run = new SteppedRun(Runtime, Records) { Beacon = beacon };
        current = run;
        await run.StartAsync();
        await run.FinishAsync();
        Assert.Equal(2, beacon.Asked.Count);
        foreach (NoiseOpening opening in run.Openings)
            Assert.Equal(RecordingBeacon.Of(opening.Transcript.Commitment).Value.ToArray(), opening.Transcript.External.Value.ToArray());
        foreach (Operation operation in run.Logs.Values.SelectMany(l => l.Operations).Where(o => o.Kind is OperationKind.BeaconRevealed or OperationKind.NoiseChecked or OperationKind.NoiseAdded))
        {
            BeaconValue expected = RecordingBeacon.Of(run.Openings[operation.Round - 1].Transcript.Commitment);
            Assert.Equal(Convert.ToHexStringLower(expected.Value.Span), operation.Parameters[NoiseParameter.ExternalValue]);
            Assert.Equal(expected.Reference, operation.Parameters[NoiseParameter.ExternalReference]);
        }

        await EqualReplaysAsync(run);
    }

    [Fact]
    public async Task What_parties_report_of_a_challenge_names_the_same_bytes_at_both_ends()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.FinishAsync();
        Dictionary<string, Operation[]> by = run.Logs.ToDictionary(l => l.Key, l => l.Value.Operations.Where(o => o.Round == 1).ToArray());
        Operation opened = by["clinic"].Single(o => o.Kind == OperationKind.NoiseOpened), verified = by["insurer"].Single(o => o.Kind == OperationKind.NoiseChecked);
        string commitment = Digest(by["clinic"].Single(o => o.Kind == OperationKind.NoiseCommitted).Outputs, ArtifactName.NoiseCommitment);
        Assert.Equal(Digest(opened.Outputs, ArtifactName.NoiseOpening), Digest(verified.Inputs, ArtifactName.NoiseOpening));
        Assert.Equal(commitment, Digest(verified.Inputs, ArtifactName.NoiseCommitment));
        foreach (string party in (string[])["insurer", "lab2"])
        {
            Operation revealed = by[party].Single(o => o.Kind == OperationKind.BeaconRevealed);
            Assert.Equal(commitment, Digest(revealed.Inputs, ArtifactName.NoiseCommitment));
            Assert.Equal(Digest(revealed.Outputs, ArtifactName.BeaconContribution(party)), Digest(opened.Inputs, ArtifactName.BeaconContribution(party)));
        }

        foreach (BeaconContribution contribution in run.Openings[0].Transcript.Contributions)
        {
            Operation committed = run.Logs[contribution.Party].Operations.Single(o => o.Kind == OperationKind.BeaconCommitted);
            Assert.Equal(contribution.Anchor.ToArray(), (await committed.Outputs.Single().ReadAsync()).ToArray());
        }
    }

    [Fact]
    public async Task The_seed_of_the_closed_candidate_leaves_the_computing_party_nowhere()
    {
        using var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.FinishAsync();
        for (int round = 1; round <= 2; round++)
        {
            byte[] closed = SeedsOf(round)[run.Closed[round - 1]].Seed.ToArray();
            Assert.All(run.Sent, e => Assert.True(e.Payload.Span.IndexOf(closed) < 0));
            Assert.True((await run.Checkpoints["clinic"].ReadAsync("small-run.clinic"))!.Value.Span.IndexOf(closed) < 0);
        }
    }

    private static string Digest(IReadOnlyList<Artifact> artifacts, string name) => Convert.ToHexStringLower(artifacts.Single(a => a.Name == name).Sha256.Span);

    private static async Task EqualReplaysAsync(SteppedRun run)
    {
        var replay = new VerticalKMeansReplay(Runtime);
        Operation[] operations = [.. run.Logs.Values.SelectMany(l => l.Operations).Where(o => o.Kind is OperationKind.NoiseAdded or OperationKind.NoiseChecked)];
        Assert.Equal(4, operations.Length);
        foreach (Operation operation in operations) Assert.Equal(ReplayResult.Equal, await replay.ReplayAsync(operation));
    }

    private static async Task<SteppedRun> RunToAsync(string kind, int round = 1, string? from = null)
    {
        var run = new SteppedRun(Runtime, Records);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == kind && (from is null || e.From == from) && run.Computing.Centroids.Count == round);
        return run;
    }

    private static Task RefusedAsync(SteppedRun run, RevealBody body, string reason) => RefusedAsync(run, body.ToBytes(), reason);

    private static async Task RefusedAsync(SteppedRun run, byte[] body, string reason)
    {
        Envelope good = run.InFlight.Peek();
        var refusal = await Assert.ThrowsAsync<ConflictingMessageException>(() => run.Parties[good.To].HandleAsync(SteppedRun.WithBody(good, body)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Commits in the second round and opens, as a computing party would that cheats; returns the key holder's refusal.</summary>
    private static async Task<string> OpenedRefusalAsync(SteppedRun run, NoiseCommitment commitment, int seedsOf)
    {
        byte[] body = commitment.ToBytes();
        Envelope answer = Assert.Single(await run.KeyHolder.HandleAsync(SteppedRun.WithBody(Next(run, "insurer", MessageKind.NoiseCommitted), body)));
        Envelope opening = Opening(run, Forge(run, commitment, body, RevealBody.Read(SteppedRun.Body(answer).Span), SeedsOf(seedsOf)));
        return (await Assert.ThrowsAsync<ConflictingMessageException>(() => run.KeyHolder.HandleAsync(opening))).Message;
    }

    private static Envelope Next(SteppedRun run, string to, string kind) => run.InFlight.First(e => e.To == to && e.Kind == kind);

    private static NoiseSeed[] SeedsOf(int round) => PlaintextRun.Seeds(Runtime, round);

    /// <summary>The opening of a commitment of the second round.</summary>
    private static NoiseOpening Forge(SteppedRun run, NoiseCommitment commitment, byte[] body, RevealBody answer, NoiseSeed[] seeds)
    {
        BeaconTranscript first = run.Openings[0].Transcript;
        BeaconContribution[] contributions = [.. first.Contributions.Select(c => c with
        {
            Value = c.Party == "insurer" ? answer.Contribution : ContributionOf(c.Party),
        })];
        var transcript = new BeaconTranscript(SHA256.HashData(body), first.External, contributions);
        int closed = transcript.Closed(Runtime.Job, Runtime.Digest, commitment.Round);
        return new NoiseOpening(transcript, [.. CutAndChoose.Opened(Runtime.Job.NoiseCandidates, closed).Select(m => seeds[m])]);
    }

    private static byte[] ContributionOf(string party)
    {
        byte[] seed = new byte[32];
        using (RandomStream random = SmallRun.Noise(Runtime.Job, party).Open(BeaconState.Domain, 0)) random.Fill(seed);
        return BeaconChain.At(Runtime.Job, Runtime.Digest, party, seed, 2);
    }

    /// <summary>The message that follows the second commitment to the key holder.</summary>
    private static Envelope Opening(SteppedRun run, NoiseOpening opening)
    {
        Envelope first = run.Sent.First(e => e.Kind == MessageKind.NoiseOpened), second = run.Sent.Last(e => e.Kind == MessageKind.NoiseCommitted && e.To == "insurer");
        byte[] payload = [.. first.Payload[..SteppedRun.HeaderLength(first.Kind)].Span, .. opening.ToBytes()];
        payload[SteppedRun.HeaderLength(first.Kind) - 16] = 2; // the round
        return Envelope.Create(first.From, first.To, first.Kind, second.Sequence + 1, payload);
    }
}
