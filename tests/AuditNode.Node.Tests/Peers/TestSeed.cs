using System.Buffers.Binary;
using System.Globalization;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Node.Tests.Peers;

/// <summary>The seed of tests over random inputs: that of AUDITNODE_TEST_SEED (a decimal number), or a fixed one.</summary>
internal static class TestSeed
{
    public const string EnvironmentVariable = "AUDITNODE_TEST_SEED";

    public static ulong Value { get; } =
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 20261122;

    public static RandomStream Stream(string purpose)
    {
        byte[] seed = new byte[RandomStream.SeedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(seed, Value);
        return new RandomStream(seed, purpose);
    }

    public static string Describe() => $"({EnvironmentVariable}={Value})";
}
