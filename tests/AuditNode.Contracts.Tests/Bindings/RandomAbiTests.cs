using Microsoft.CodeAnalysis;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Whatever an ABI calls things, the code for it compiles without a warning.</summary>
public class RandomAbiTests
{
    [Theory]
    [MemberData(nameof(Rounds))]
    public void Names_that_get_in_each_others_way_do_not_break_the_code(int round)
    {
        var artifact = new RandomAbi((ulong)round).Artifact();

        var run = GeneratorRun.Of(("/random/Random.json", artifact));

        var wrong = run.Complaints.Concat(run.Compilation.GetDiagnostics())
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.True(
            run.Result.Exception is null && !wrong.Any(),
            $"Round {round} of AUDITNODE_TEST_SEED={RandomAbi.Seed}: {run.Result.Exception}{string.Join("\n", wrong.Take(5))}\n{artifact}");
    }

    public static TheoryData<int> Rounds => [.. Enumerable.Range(0, 10)];
}
