using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Determinism;

/// <summary>Runs of every instruction set with every set of processor features, as many at once as there are processors.</summary>
public sealed class FingerprintRuns : IAsyncLifetime
{
    /// <summary>Stands for a run with all that the processor has.</summary>
    internal const string AllFeatures = "";

    private readonly Dictionary<(InstructionSet Set, string Switch), FingerprintRun> _runs = [];

    /// <summary>
    /// Settings of the runtime that turn features off, and what is off then. From .NET 10 on EnableAVX512 is the one switch of
    /// AVX-512, and FMA goes with EnableAVX2; EnableAVX512F and EnableFMA do nothing: https://github.com/dotnet/runtime/pull/115983.
    /// </summary>
    internal static IReadOnlyDictionary<string, string[]> Switches { get; } = new Dictionary<string, string[]>
    {
        [AllFeatures] = [],
        ["DOTNET_EnableAVX512"] = ["Vector512", "Avx512F"],
        ["DOTNET_EnableAVX2"] = ["Vector512", "Avx512F", "Vector256", "Avx2", "Fma"],
        ["DOTNET_EnableHWIntrinsic"] = ["Vector512", "Avx512F", "Vector256", "Avx2", "Fma", "Avx", "Vector128"],
    };

    public async Task InitializeAsync()
    {
        using var processors = new SemaphoreSlim(Environment.ProcessorCount);
        var started =
            from feature in Switches.Keys
            from set in Enum.GetValues<InstructionSet>()
            select (Key: (set, feature), Run: RunAsync(processors, set, feature));
        foreach (var (key, run) in started.ToList()) _runs.Add(key, await run);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal FingerprintRun Get(InstructionSet set, string feature) => _runs[(set, feature)];

    private static async Task<FingerprintRun> RunAsync(SemaphoreSlim processors, InstructionSet set, string feature)
    {
        await processors.WaitAsync();
        try
        {
            var choice = KeyValuePair.Create(InstructionSets.EnvironmentVariable, set.ToString().ToLowerInvariant());
            return feature == AllFeatures
                ? await FingerprintRun.StartAsync(choice)
                : await FingerprintRun.StartAsync(choice, KeyValuePair.Create(feature, "0"));
        }
        finally
        {
            processors.Release();
        }
    }
}
