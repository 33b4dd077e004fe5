using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Checks an opening against the commitment to the candidates, as the key holder and every auditor do.</summary>
internal static class CutAndChoose
{
    /// <summary>Indices of the candidates that are opened where one stays closed.</summary>
    public static IEnumerable<int> Opened(int candidates, int closed) => Enumerable.Range(0, candidates).Where(m => m != closed);

    /// <summary>What is wrong with an opening, or null where nothing is.</summary>
    /// <param name="runtime">The job.</param>
    /// <param name="maker">Makes the round's candidates from their seeds.</param>
    /// <param name="commitment">The commitment.</param>
    /// <param name="commitmentDigest">SHA-256 of its bytes.</param>
    /// <param name="opening">The opening.</param>
    /// <param name="maxDegreeOfParallelism">Threads, at least 1.</param>
    public static string? FindFault(
        JobRuntime runtime, CandidateMaker maker, NoiseCommitment commitment, ReadOnlySpan<byte> commitmentDigest, NoiseOpening opening, int maxDegreeOfParallelism)
    {
        BeaconTranscript transcript = opening.Transcript;
        if (!transcript.Commitment.Span.SequenceEqual(commitmentDigest)) return "the challenge is that of another commitment.";
        if (transcript.FindImpostor(runtime.Job, runtime.Digest, commitment) is { } party)
            return $"the contribution of {party} is not the one that it committed to before the first round{(party == runtime.Job.ComputingParty.Name ? ", or the seeds are not" : "")}.";
        int[] opened = [.. Opened(runtime.Job.NoiseCandidates, transcript.Closed(runtime.Job, runtime.Digest, commitment.Round))];
        for (int i = 0; i < opened.Length; i++)
        {
            if (!CryptographicOperations.FixedTimeEquals(opening.Seeds[i].Commit(), commitment.Seeds[opened[i]].Span))
                return $"candidate {opened[i]} was opened by another seed than was committed to.";
        }

        byte[][] digests = maker.Digest([.. opened.Select((m, i) => (m, opening.Seeds[i].Seed))], maxDegreeOfParallelism);
        for (int i = 0; i < opened.Length; i++)
        {
            if (!commitment.Candidates[opened[i]].Span.SequenceEqual(digests[i]))
                return $"candidate {opened[i]} is not what its seed gives: it was not drawn by the agreed sampler for this round.";
        }

        return null;
    }
}
