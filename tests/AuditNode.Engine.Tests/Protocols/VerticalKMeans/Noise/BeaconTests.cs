using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

public sealed class BeaconTests : IDisposable
{
    private readonly NoiseRound _round = new(candidates: 5, parties: 3);

    [Fact]
    public void Contributions_lead_to_their_anchor_and_no_other_value_does()
    {
        VerticalKMeansJob job = _round.Runtime.Job with { MaximumRounds = 4 };
        byte[] digest = job.Digest(), seed = SmallRun.Seed(5), anchor = BeaconChain.At(job, digest, "clinic", seed, 0);
        for (int round = 1; round <= 4; round++)
        {
            byte[] contribution = BeaconChain.At(job, digest, "clinic", seed, round);
            Assert.True(BeaconChain.Leads(digest, "clinic", contribution, round, anchor));
            Assert.False(BeaconChain.Leads(digest, "insurer", contribution, round, anchor));
            Assert.False(BeaconChain.Leads(digest, "clinic", contribution, round % 4 + 1, anchor));
            Assert.False(BeaconChain.Leads(SHA256.HashData(digest), "clinic", contribution, round, anchor));
            contribution[^1] ^= 1;
            Assert.False(BeaconChain.Leads(digest, "clinic", contribution, round, anchor));
        }
    }

    [Fact]
    public void Challenges_leave_every_candidate_closed_equally_often()
    {
        const int Challenges = 20_000;
        var counts = new long[5];
        for (int i = 0; i < Challenges; i++)
        {
            BeaconTranscript transcript = _round.Transcript(new byte[32], (ulong)i);
            counts[transcript.Closed(_round.Runtime.Job, _round.Runtime.Digest, 1)]++;
        }

        double statistic = counts.Sum(c => (c - Challenges / 5.0) * (c - Challenges / 5.0) / (Challenges / 5.0));
        Assert.True(statistic < 30, $"{string.Join(',', counts)} {TestSeed.Describe(0)}"); // exceeded with a probability below 5e-6
    }

    [Fact]
    public void A_challenge_depends_on_every_contribution_the_commitment_the_external_value_the_round_and_the_job()
    {
        BeaconTranscript transcript = _round.Transcript(new byte[32], 1);
        // Each changed in 64 ways: if it did not matter, all would agree, which they otherwise do with probability 5^-64.
        foreach (Func<byte, BeaconTranscript> change in (Func<byte, BeaconTranscript>[])
        [
            b => transcript with { Commitment = Filled(b) },
            b => transcript with { External = new BeaconValue(Filled(b), "block") },
            b => Contributed(transcript, 0, b), b => Contributed(transcript, 1, b), b => Contributed(transcript, 2, b),
        ])
            Assert.True(Enumerable.Range(0, 64).Select(b => change((byte)b).Closed(_round.Runtime.Job, _round.Runtime.Digest, 1)).Distinct().Count() > 1);
        Assert.True(Enumerable.Range(1, 64).Select(r => transcript.Closed(_round.Runtime.Job, _round.Runtime.Digest, r)).Distinct().Count() > 1);
        Assert.True(Enumerable.Range(1, 64).Select(j => transcript.Closed(_round.Runtime.Job, SHA256.HashData([(byte)j]), 1)).Distinct().Count() > 1);
    }

    [Fact]
    public void The_seeds_of_a_job_are_those_of_its_rounds_and_of_no_other_key()
    {
        VerticalKMeansJob job = _round.Runtime.Job with { MaximumRounds = 3 };
        byte[] key = SmallRun.Seed(6), current = key;
        byte[][] rounds = NoiseRatchet.Rounds(key, job);
        var seen = new HashSet<string>();
        foreach (byte[] digest in rounds)
        {
            NoiseSeed[] seeds = NoiseRatchet.Seeds(current, job.NoiseCandidates);
            Assert.Equal(digest, NoiseCommitment.DigestOf(seeds.Select(s => (ReadOnlyMemory<byte>)s.Commit())));
            Assert.All(seeds, s => Assert.True(seen.Add(Convert.ToHexString(s.Seed.Span))));
            current = NoiseRatchet.Next(current);
        }

        Assert.Equal(15, seen.Count);
        Assert.NotEqual(NoiseCommitment.RootOf(rounds.Select(d => (ReadOnlyMemory<byte>)d)), NoiseCommitment.RootOf(NoiseRatchet.Rounds(SmallRun.Seed(8), job).Select(d => (ReadOnlyMemory<byte>)d)));
    }

    [Fact]
    public void Openings_read_back_are_the_same_and_cut_or_extended_ones_are_refused()
    {
        NoiseCommitment commitment = _round.Commit();
        byte[] bytes = _round.Open(commitment, 1, external: new BeaconValue(SHA256.HashData([1]), "block 17 of chain 1337")).ToBytes();
        NoiseOpening read = NoiseOpening.FromBytes(bytes, _round.Runtime.Job);
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal("block 17 of chain 1337", read.Transcript.External.Reference);
        Assert.Null(_round.FindFault(commitment, read));
        Assert.True(bytes.Length <= NoiseOpening.MaximumLength(_round.Runtime.Job));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<SerializationException>(() => NoiseOpening.FromBytes(bytes.AsSpan(0, length), _round.Runtime.Job));
        Assert.Throws<SerializationException>(() => NoiseOpening.FromBytes([.. bytes, 0], _round.Runtime.Job));
    }

    [Fact]
    public void Commitments_read_back_are_the_same_and_those_of_another_round_job_or_length_are_refused()
    {
        byte[] bytes = _round.Commit().ToBytes();
        Assert.Equal(bytes, NoiseCommitment.Read(bytes, _round.Runtime, 1).ToBytes());
        Assert.Equal(bytes.Length, NoiseCommitment.Length(_round.Runtime.Job));
        Assert.Equal("round", Assert.Throws<SerializationException>(() => NoiseCommitment.Read(bytes, _round.Runtime, 2)).Field);
        JobRuntime other = SmallRun.Runtime(_round.Runtime.Job with { Id = "other" });
        Assert.Equal("job", Assert.Throws<SerializationException>(() => NoiseCommitment.Read(bytes, other, 1)).Field);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<SerializationException>(() => NoiseCommitment.Read(bytes.AsSpan(0, length), _round.Runtime, 1));
        Assert.Throws<SerializationException>(() => NoiseCommitment.Read([.. bytes, 0], _round.Runtime, 1));
    }

    public void Dispose() => _round.Dispose();

    private static byte[] Filled(byte value)
    {
        byte[] bytes = new byte[32];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    private static BeaconTranscript Contributed(BeaconTranscript transcript, int party, byte value)
    {
        BeaconContribution[] contributions = [.. transcript.Contributions];
        contributions[party] = contributions[party] with { Value = Filled(value) };
        return transcript with { Contributions = contributions };
    }
}
