using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

/// <summary>A computing party whose candidates or openings are not what the agreed sampler gives.</summary>
public class NoiseCheatingTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_computing_party_that_uses_other_noise_than_the_samplers_survives_one_challenge_in_M(int candidates)
    {
        const int Seeds = 96;
        using var round = new NoiseRound(candidates);
        int survived = 0, closed = 0, bad = candidates / 2;
        NoiseCommitment commitment = round.Commit(replaced: new Dictionary<int, byte[]> { [bad] = round.Noiseless(bad) });
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            NoiseOpening opening = round.Open(commitment, seed);
            string? fault = round.FindFault(commitment, opening);
            if (fault is not null) Assert.StartsWith($"candidate {bad} is not what its seed gives", fault, StringComparison.Ordinal);
            if (fault is null) survived++;
            if (round.Closed(opening) == bad) closed++;
        }

        Assert.Equal(closed, survived); // caught in every challenge but those that leave the bad one closed: exactly
        double expected = (double)Seeds / candidates, deviation = Math.Sqrt(expected * (1 - 1.0 / candidates));
        // Exceeded with a probability below 1e-10: the challenges follow from the keys, which are new in every run.
        Assert.True(Math.Abs(survived - expected) < 8 * deviation, $"{survived} of {Seeds} {TestSeed.Describe(candidates)}");
    }

    [Fact]
    public void For_one_challenge_exactly_one_place_of_a_bad_candidate_is_not_found()
    {
        const int Candidates = 4;
        using var round = new NoiseRound(Candidates);
        var commitments = Enumerable.Range(0, Candidates).Select(bad => round.Commit(replaced: new Dictionary<int, byte[]> { [bad] = round.Noiseless(bad) })).ToArray();
        for (int closed = 0; closed < Candidates; closed++)
        {
            // The challenge depends on the commitment, so for each commitment the contributions that lead to this challenge are looked for.
            int survived = commitments.Count(c => round.FindFault(c, Enumerable.Range(0, 1000).Select(s => round.Open(c, (ulong)s)).First(o => round.Closed(o) == closed)) is null);
            Assert.Equal(1, survived);
        }
    }

    [Fact]
    public void Two_bad_candidates_are_caught_by_every_challenge()
    {
        using var round = new NoiseRound(candidates: 3);
        NoiseCommitment commitment = round.Commit(replaced: new Dictionary<int, byte[]> { [0] = round.Noiseless(0), [2] = round.Noiseless(2) });
        for (ulong seed = 0; seed < 48; seed++) Assert.NotNull(round.FindFault(commitment, round.Open(commitment, seed)));
    }

    [Fact]
    public void A_candidate_that_is_changed_after_the_challenge_is_caught_whichever_is_opened()
    {
        using var round = new NoiseRound(candidates: 4);
        NoiseCommitment commitment = round.Commit();
        for (int changed = 0; changed < 4; changed++)
        {
            int m = changed;
            NoiseOpening opening = Enumerable.Range(0, 1000).Select(s => round.Open(commitment, (ulong)s, new Dictionary<int, NoiseSeed> { [m] = NoiseRound.SeedOf(50) }))
                .First(o => round.Closed(o) != m);
            Assert.Equal($"candidate {m} was opened by another seed than was committed to.", round.FindFault(commitment, opening));
        }
    }

    [Fact]
    public void The_right_seed_with_another_salt_is_refused()
    {
        using var round = new NoiseRound(candidates: 2);
        NoiseCommitment commitment = round.Commit();
        NoiseOpening opening = round.Open(commitment, 1);
        var salted = new NoiseOpening(opening.Transcript, [opening.Seeds[0] with { Salt = new byte[32] }]);
        Assert.Contains("another seed", round.FindFault(commitment, salted), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_that_change_places_are_refused()
    {
        using var round = new NoiseRound(candidates: 3);
        NoiseCommitment commitment = round.Commit();
        NoiseOpening opening = round.Open(commitment, 1);
        Assert.NotNull(round.FindFault(commitment, new NoiseOpening(opening.Transcript, [opening.Seeds[1], opening.Seeds[0]])));
    }

    [Fact]
    public void Candidates_of_another_round_are_caught_by_every_challenge()
    {
        using var round = new NoiseRound(candidates: 4);
        NoiseCommitment first = round.Commit(round: 1), reused = first with { Round = 2 };
        for (ulong seed = 0; seed < 32; seed++)
            Assert.Contains("drawn by the agreed sampler for this round", round.FindFault(reused, round.Open(reused, seed)), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_that_were_chosen_after_the_keys_are_refused_however_well_they_agree_with_each_other()
    {
        using var round = new NoiseRound(candidates: 3);
        NoiseOpening fixedBefore = round.Open(round.Commit(), 1);
        // All of it made anew with seeds that give noise to the cheater's liking, but for the anchor, which the others have.
        for (int m = 0; m < 3; m++) round.Seeds[m] = NoiseRound.SeedOf((byte)(60 + m));
        NoiseCommitment chosen = round.Commit();
        NoiseOpening opening = round.Open(chosen, 1);
        BeaconContribution[] contributions = [.. opening.Transcript.Contributions.Zip(fixedBefore.Transcript.Contributions, (now, before) => now with { Anchor = before.Anchor })];
        string? fault = round.FindFault(chosen, new NoiseOpening(opening.Transcript with { Contributions = contributions }, opening.Seeds));
        Assert.EndsWith("before the first round, or the seeds are not.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_opening_of_another_commitment_is_refused()
    {
        using var round = new NoiseRound(candidates: 3);
        NoiseCommitment commitment = round.Commit(), other = round.Commit(replaced: new Dictionary<int, byte[]> { [1] = round.Noiseless(1) });
        Assert.Equal("the challenge is that of another commitment.", round.FindFault(commitment, round.Open(other, 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_challenge_with_a_contribution_that_its_party_did_not_commit_to_is_refused(int party)
    {
        using var round = new NoiseRound(candidates: 3, parties: 3);
        NoiseCommitment commitment = round.Commit();
        NoiseOpening opening = round.Open(commitment, 1), other = round.Open(commitment, 2);
        BeaconContribution[] contributions = [.. opening.Transcript.Contributions];
        contributions[party] = contributions[party] with { Value = other.Transcript.Contributions[party].Value };
        var forged = new NoiseOpening(opening.Transcript with { Contributions = contributions }, opening.Seeds);
        Assert.Contains($"the contribution of {contributions[party].Party} ", round.FindFault(commitment, forged), StringComparison.Ordinal);
    }
}
