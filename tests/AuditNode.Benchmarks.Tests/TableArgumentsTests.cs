using AuditNode.Benchmarks.KMeans.CommandLine;
using AuditNode.Benchmarks.KMeans.Tables;

namespace AuditNode.Benchmarks.Tests;

public sealed class TableArgumentsTests
{
    [Fact]
    public void Utility_runs_go_seed_by_seed_or_through_the_epsilons_that_are_named()
    {
        string[] bySeed = Keys("--out", "x", "--seeds", "2", "--sets", "Synth-10000-8-2");
        string[] byEpsilon = Keys("--out", "x", "--seeds", "2", "--sets", "Synth-10000-8-2", "--epsilons", "2", "0.5");
        Assert.Equal(["eps=0.5", "eps=1", "eps=2", "eps=5", "eps=0.5", "eps=1", "eps=2", "eps=5"], Epsilons(bySeed));
        Assert.Equal(["eps=2", "eps=0.5"], Epsilons(byEpsilon));
        Assert.Subset(bySeed.ToHashSet(), byEpsilon.ToHashSet());
        Assert.Equal(bySeed.Length, byEpsilon.Length * 2);
    }

    [Fact]
    public void An_epsilon_that_the_table_does_not_have_is_refused_with_those_that_it_has()
    {
        var errors = new TableArguments().Create((_, _) => Task.FromResult(0)).Parse(["--out", "x", "--epsilons", "3"]).Errors;
        Assert.Contains("0.5", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_modes_that_are_named_are_run_alone_under_encryption()
    {
        string[] all = Keys("--out", "x", "--seeds", "2", "--sets", "Synth-10000-8-2"), mutual = Keys("--out", "x", "--seeds", "2", "--sets", "Synth-10000-8-2", "--noise", "mutual");
        Assert.Equal(all.Where(k => !k.Contains("one share, encrypted", StringComparison.Ordinal)), mutual);
        Assert.Contains(mutual, k => k.Contains("mutual, encrypted", StringComparison.Ordinal));
    }

    private static string[] Keys(params string[] arguments)
    {
        TableOptions? options = null;
        new TableArguments().Create((read, _) => Task.FromResult((options = read, 0).Item2)).Parse(arguments).Invoke();
        return [.. new UtilityTable().Plan(options!).Select(r => r.Key)];
    }

    /// <summary>Neighbours that are equal count once.</summary>
    private static List<string> Epsilons(string[] keys)
    {
        var found = new List<string>();
        foreach (string epsilon in keys.Select(k => k.Split('/')[2]))
        {
            if (found.Count == 0 || found[^1] != epsilon) found.Add(epsilon);
        }

        return found;
    }
}
