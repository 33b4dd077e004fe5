using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Rlwe;

/// <summary>Streams of one fixed seed, 00 01 02 ... 1f, so that every run of the tests draws the same values.</summary>
internal static class FixedSeed
{
    internal static byte[] Bytes => [.. Enumerable.Range(0, RandomStream.SeedLength).Select(i => (byte)i)];

    internal static RandomStream Stream(string domain, ulong index = 0) => new(Bytes, domain, index);
}
