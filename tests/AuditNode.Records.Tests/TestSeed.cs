using System.Globalization;

namespace AuditNode.Records.Tests;

/// <summary>
/// The seed of property tests: a fixed one, or that of the environment variable AUDITNODE_TEST_SEED (a decimal number) to explore
/// other inputs or to repeat a failure.
/// </summary>
internal static class TestSeed
{
    public const string EnvironmentVariable = "AUDITNODE_TEST_SEED";

    public static ulong Value { get; } =
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 20261122;

    /// <summary>What a failure message must say so that it can be repeated.</summary>
    public static string Describe(int round) => $"(round {round} of {EnvironmentVariable}={Value})";
}
