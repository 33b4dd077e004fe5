using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

/// <summary>Commitments and openings of one round outside of a run, by a computing party that may cheat, in the smallest ring.</summary>
internal sealed class NoiseRound : IDisposable
{
    private readonly BigInteger[] _variances;

    public NoiseRound(int candidates, int parties = 2)
    {
        Runtime = SmallRun.Runtime(SmallRun.Tiny(parties) with { NoiseCandidates = candidates });
        Secret = new KeyGenerator(Runtime.Context.Rlwe);
        Key = Secret.CreatePublicKey();
        _variances = Runtime.Noise.MaskVariances(Runtime.Noise.Plan(Runtime.Job.Start));
        Seeds = [.. Enumerable.Range(0, candidates).Select(m => SeedOf((byte)(100 + m)))];
        Maker = MakerOf(1);
    }

    public JobRuntime Runtime { get; }

    public KeyGenerator Secret { get; }

    public PublicKey Key { get; }

    public NoiseSeed[] Seeds { get; }

    public CandidateMaker Maker { get; }

    public IReadOnlyList<BigInteger> Variances => _variances;

    public static NoiseSeed SeedOf(byte number)
    {
        using var random = new RandomStream(SmallRun.Seed(number), "candidates of a test");
        return NoiseSeed.Draw(random);
    }

    /// <summary>What goes into the noise for the keys.</summary>
    public static ReadOnlyMemory<byte> Nonce { get; } = SHA256.HashData("keys of a test"u8);

    public CandidateMaker MakerOf(int round) => new(Runtime, Key, Nonce, _variances, round);

    /// <summary>Commits to the round's candidates, some of which may be other bytes than their seeds give.</summary>
    public NoiseCommitment Commit(int round = 1, IReadOnlyDictionary<int, byte[]>? replaced = null)
    {
        using CandidateMaker maker = MakerOf(round);
        return new NoiseCommitment(
            Runtime.Digest,
            round,
            [.. Seeds.Select((s, m) => (ReadOnlyMemory<byte>)SHA256.HashData(replaced?.GetValueOrDefault(m) ?? maker.Write(m, s.Seed.Span)))],
            [.. Seeds.Select(s => (ReadOnlyMemory<byte>)s.Commit())],
            Rounds());
    }

    /// <summary>A candidate without any noise, under a proper encryption.</summary>
    public byte[] Noiseless(int index)
    {
        using var maker = new CandidateMaker(Runtime, Key, Nonce, new BigInteger[_variances.Length], 1);
        return maker.Write(index, Seeds[index].Seed.Span);
    }

    /// <summary>Opens as the contributions of a number ask for, with a seed exchanged where a test wants it.</summary>
    public NoiseOpening Open(NoiseCommitment commitment, ulong number, IReadOnlyDictionary<int, NoiseSeed>? replaced = null, BeaconValue? external = null)
    {
        BeaconTranscript transcript = Transcript(SHA256.HashData(commitment.ToBytes()), number, external, commitment.Round);
        int closed = transcript.Closed(Runtime.Job, Runtime.Digest, commitment.Round);
        return new NoiseOpening(
            transcript, [.. CutAndChoose.Opened(Runtime.Job.NoiseCandidates, closed).Select(m => replaced?.GetValueOrDefault(m) ?? Seeds[m])]);
    }

    /// <summary>Proper contributions of all parties.</summary>
    public BeaconTranscript Transcript(byte[] commitment, ulong number, BeaconValue? external = null, int round = 1)
    {
        VerticalKMeansJob job = Runtime.Job;
        return new BeaconTranscript(commitment, external ?? new BeaconValue(new byte[32], "none"), [.. job.Parties.Select(p =>
        {
            byte[] seed = new byte[32];
            using (var random = new RandomStream(SmallRun.Seed(7), $"contributions of {p.Name}", number)) random.Fill(seed);
            byte[] root = p.Role == PartyRole.ComputingParty ? NoiseCommitment.RootOf(Rounds()) : [];
            return new BeaconContribution(p.Name, BeaconChain.Anchor(BeaconChain.At(job, Runtime.Digest, p.Name, seed, 0), root), BeaconChain.At(job, Runtime.Digest, p.Name, seed, round));
        })]);
    }

    public string? FindFault(NoiseCommitment commitment, NoiseOpening opening)
    {
        using CandidateMaker maker = MakerOf(commitment.Round);
        return CutAndChoose.FindFault(Runtime, maker, commitment, SHA256.HashData(commitment.ToBytes()), opening, maxDegreeOfParallelism: 2);
    }

    public int Closed(NoiseOpening opening) => opening.Transcript.Closed(Runtime.Job, Runtime.Digest, 1);

    /// <summary>The same seeds for all rounds.</summary>
    private ReadOnlyMemory<byte>[] Rounds()
    {
        byte[] digest = NoiseCommitment.DigestOf(Seeds.Select(s => (ReadOnlyMemory<byte>)s.Commit()));
        return [.. Enumerable.Repeat((ReadOnlyMemory<byte>)digest, Runtime.Job.MaximumRounds)];
    }

    public void Dispose()
    {
        Maker.Dispose();
        Key.Dispose();
        Secret.Dispose();
    }
}
