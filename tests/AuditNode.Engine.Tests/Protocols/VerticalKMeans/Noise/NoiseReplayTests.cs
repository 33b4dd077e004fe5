using AuditNode.Ckks;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

/// <summary>What an auditor finds of a computing party that passed the key holder's checks and then did something else.</summary>
public class NoiseReplayTests
{
    private static readonly JobRuntime Runtime = SmallRun.Runtime(SmallRun.Tiny() with { NoiseCandidates = 3 });

    [Fact]
    public async Task Sums_with_other_noise_than_the_closed_candidate_are_found_different()
    {
        Operation honest = await NoiseAddedAsync();
        byte[] noiseless = await AddAsync(honest, candidate: null);
        ReplayResult result = await ReplayAsync(honest with { Outputs = [new Artifact(ArtifactName.MaskedSums, noiseless)] });
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        Assert.Contains(ArtifactName.MaskedSums, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_candidate_that_is_changed_after_the_challenge_is_found_even_if_the_sums_agree_with_it()
    {
        Operation honest = await NoiseAddedAsync();
        byte[] other = (await Input(honest, ArtifactName.NoiseCandidate).ReadAsync()).ToArray();
        using (CoefficientCiphertext candidate = Runtime.MaskedSums.Read(other))
        {
            candidate.AddInteger(0, 1);
            other = Runtime.MaskedSums.Write(candidate);
        }

        Operation forged = Replace(honest, ArtifactName.NoiseCandidate, other) with { Outputs = [new Artifact(ArtifactName.MaskedSums, await AddAsync(honest, other))] };
        ReplayResult result = await ReplayAsync(forged);
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        Assert.Contains("which the challenge left closed", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variances_below_those_that_the_budget_asks_for_are_found_different()
    {
        Operation honest = await NoiseAddedAsync();
        var variances = SumsBody.Read((await Input(honest, ArtifactName.Variances).ReadAsync()).Span, Runtime.Outputs);
        variances[^1] -= 1;
        ReplayResult result = await ReplayAsync(Replace(honest, ArtifactName.Variances, SumsBody.Write(variances)));
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        Assert.Contains(ArtifactName.Variances, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_noise_of_another_round_is_not_that_of_this_one() =>
        Assert.Equal(ReplayOutcome.Unusable, (await ReplayAsync(await NoiseAddedAsync() with { Round = 2 })).Outcome);

    private static Task<ReplayResult> ReplayAsync(Operation operation) => new VerticalKMeansReplay(Runtime).ReplayAsync(operation);

    private static Artifact Input(Operation operation, string name) => operation.Inputs.Single(a => a.Name == name);

    private static Operation Replace(Operation operation, string name, byte[] content) =>
        operation with { Inputs = [.. operation.Inputs.Select(a => a.Name == name ? new Artifact(name, content) : a)] };

    private static async Task<byte[]> AddAsync(Operation operation, byte[]? candidate)
    {
        using Ciphertext packed = Runtime.Ciphertexts.Read((await Input(operation, ArtifactName.PackedSums).ReadAsync()).Span);
        using CoefficientCiphertext sums = CoefficientCiphertext.Extract(packed, Runtime.Outputs);
        if (candidate is not null)
        {
            using CoefficientCiphertext noise = Runtime.MaskedSums.Read(candidate);
            sums.Add(noise);
        }

        return Runtime.MaskedSums.Write(sums);
    }

    private static async Task<Operation> NoiseAddedAsync()
    {
        var log = new MemoryOperationLog();
        await VerticalKMeansSession.RunAsync(
            Runtime, SmallRun.Inputs(Runtime.Job, SmallRun.Records(300, 2, 2)), new VerticalKMeansOptions { OperationLogs = name => name == "clinic" ? log : new MemoryOperationLog() },
            name => SmallRun.Noise(Runtime.Job, name));
        return log.Operations.First(o => o.Kind == OperationKind.NoiseAdded);
    }
}
