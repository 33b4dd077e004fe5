using System.Security.Cryptography;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

public class ReplayTests
{
    private static readonly double[][] Records = SmallRun.Records(300, 2, 2);
    private static readonly JobRuntime Runtime = SmallRun.Runtime(SmallRun.Tiny() with { NoiseCandidates = 3 });

    [Fact]
    public async Task Every_deterministic_operation_of_both_parties_is_found_equal()
    {
        (IReadOnlyList<Operation> computing, IReadOnlyList<Operation> holder) = await RunAsync();
        var replay = new VerticalKMeansReplay(Runtime, maxDegreeOfParallelism: 1);
        Operation[] operations = [.. computing.Concat(holder).Where(o => VerticalKMeansReplay.CanReplay(o.Kind))];
        Assert.Equal(2, operations.Count(o => o.Kind == OperationKind.SumsEvaluated));
        Assert.Equal(4, operations.Count(o => o.Kind == OperationKind.CentroidsUpdated));
        Assert.Equal(2, operations.Count(o => o.Kind == OperationKind.NoiseAdded));
        Assert.Equal(2, operations.Count(o => o.Kind == OperationKind.NoiseChecked));
        foreach (Operation operation in operations) Assert.Equal(ReplayResult.Equal, await replay.ReplayAsync(operation));
    }

    [Theory]
    [InlineData(OperationKind.SumsEvaluated, ArtifactName.Centroids)]
    [InlineData(OperationKind.SumsEvaluated, "feature.0.0")]
    [InlineData(OperationKind.SumsEvaluated, ArtifactName.Keys)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.Keys)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.Centroids)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.PackedSums)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.Variances)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.NoiseCommitment)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.NoiseOpening)]
    [InlineData(OperationKind.NoiseAdded, ArtifactName.NoiseCandidate)]
    [InlineData(OperationKind.CentroidsUpdated, ArtifactName.ReleasedSums)]
    [InlineData(OperationKind.CentroidsUpdated, ArtifactName.Centroids)]
    public async Task An_operation_with_a_flipped_input_byte_is_not_found_equal(string kind, string artifact)
    {
        (IReadOnlyList<Operation> computing, _) = await RunAsync();
        Operation operation = computing.First(o => o.Kind == kind);
        Operation changed = operation with { Inputs = [.. await Task.WhenAll(operation.Inputs.Select(async a => a.Name == artifact ? await FlippedAsync(a) : a))] };
        ReplayOutcome outcome = (await new VerticalKMeansReplay(Runtime).ReplayAsync(changed)).Outcome;
        // Keys and ciphertexts carry a digest of their own; centroids and sums are valid with any bytes of the right range.
        Assert.Equal(artifact is ArtifactName.Keys or "feature.0.0" or ArtifactName.PackedSums ? ReplayOutcome.Unusable : ReplayOutcome.Different, outcome);
    }

    [Theory]
    [InlineData(OperationKind.SumsEvaluated)]
    [InlineData(OperationKind.NoiseAdded)]
    [InlineData(OperationKind.CentroidsUpdated)]
    public async Task An_operation_with_a_flipped_output_byte_is_found_different(string kind)
    {
        (IReadOnlyList<Operation> computing, _) = await RunAsync();
        Operation operation = computing.First(o => o.Kind == kind);
        ReplayResult result = await new VerticalKMeansReplay(Runtime).ReplayAsync(operation with { Outputs = [await FlippedAsync(operation.Outputs[0])] });
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        Assert.Contains(operation.Outputs[0].Name, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_artifact_that_is_not_that_of_its_digest_is_unusable()
    {
        (IReadOnlyList<Operation> computing, _) = await RunAsync();
        Operation operation = computing.First(o => o.Kind == OperationKind.CentroidsUpdated);
        byte[] digest = SHA256.HashData("something else"u8);
        var missing = new Artifact(operation.Inputs[0].Name, digest, 10, new MemoryBlobStore());
        ReplayResult result = await new VerticalKMeansReplay(Runtime).ReplayAsync(operation with { Inputs = [missing, operation.Inputs[1]] });
        Assert.Equal(ReplayOutcome.Unusable, result.Outcome);
    }

    [Fact]
    public async Task Operations_with_randomness_are_not_replayed_nor_noise_of_which_nothing_is_opened()
    {
        (IReadOnlyList<Operation> computing, IReadOnlyList<Operation> holder) = await RunAsync();
        var replay = new VerticalKMeansReplay(Runtime);
        Assert.Equal(ReplayOutcome.NotReplayable, (await replay.ReplayAsync(holder.First(o => o.Kind == OperationKind.DecryptionReleased))).Outcome);
        var single = new VerticalKMeansReplay(SmallRun.Runtime(SmallRun.Tiny()));
        Assert.False(VerticalKMeansReplay.CanReplay(OperationKind.NoiseAdded, Runtime.Job with { NoiseCandidates = 1 }));
        Assert.True(VerticalKMeansReplay.CanReplay(OperationKind.NoiseAdded, Runtime.Job));
        Assert.Equal(ReplayOutcome.NotReplayable, (await single.ReplayAsync(computing.First(o => o.Kind == OperationKind.NoiseAdded))).Outcome);
    }

    [Theory]
    [InlineData(NoiseParameter.Closed)]
    [InlineData(NoiseParameter.ExternalValue)]
    [InlineData(NoiseParameter.ExternalReference)]
    public async Task Noise_whose_record_names_another_challenge_is_found_different(string parameter)
    {
        (IReadOnlyList<Operation> computing, _) = await RunAsync();
        Operation operation = computing.First(o => o.Kind == OperationKind.NoiseAdded);
        var parameters = new Dictionary<string, string>(operation.Parameters) { [parameter] = "7" };
        ReplayResult result = await new VerticalKMeansReplay(Runtime).ReplayAsync(operation with { Parameters = parameters });
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        Assert.Contains(parameter, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_party_says_it_sent_is_what_the_other_says_it_received()
    {
        (IReadOnlyList<Operation> computing, IReadOnlyList<Operation> holder) = await RunAsync();
        Assert.Equal(Digests(holder, o => o.Kind == OperationKind.CiphertextsSent), Digests(computing, o => o.Kind == OperationKind.CiphertextsReceived).Where(d => !d.StartsWith(ArtifactName.Keys, StringComparison.Ordinal)));
        Assert.Equal(Digests(computing, o => o.Kind == OperationKind.CiphertextsSent), Digests(holder, o => o.Kind == OperationKind.CiphertextsReceived));
        Assert.Equal(Digests(holder, o => o.Kind == OperationKind.DecryptionReleased, o => o.Outputs), Digests(computing, o => o.Kind == OperationKind.ResultReceived));
    }

    private static IEnumerable<string> Digests(IEnumerable<Operation> operations, Func<Operation, bool> predicate, Func<Operation, IEnumerable<Artifact>>? artifacts = null) =>
        operations.Where(predicate).SelectMany(artifacts ?? (o => o.Inputs.Concat(o.Outputs))).Select(a => $"{a.Name} {Convert.ToHexStringLower(a.Sha256.Span)}");

    private static async Task<(IReadOnlyList<Operation> Computing, IReadOnlyList<Operation> Holder)> RunAsync()
    {
        var logs = new Dictionary<string, MemoryOperationLog> { ["clinic"] = new(), ["insurer"] = new() };
        await VerticalKMeansSession.RunAsync(
            Runtime, SmallRun.Inputs(Runtime.Job, Records), new VerticalKMeansOptions { OperationLogs = name => logs[name] }, name => SmallRun.Noise(Runtime.Job, name));
        return (logs["clinic"].Operations, logs["insurer"].Operations);
    }

    private static async Task<Artifact> FlippedAsync(Artifact artifact)
    {
        byte[] bytes = (await artifact.ReadAsync()).ToArray();
        bytes[^6] ^= 1;
        return new Artifact(artifact.Name, bytes);
    }
}
