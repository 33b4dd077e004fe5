using System.Buffers.Binary;
using System.Security.Cryptography;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.EndToEnd.Tests;

/// <summary>When processes are killed, and which: moments in the progress of a job, not in time, so that a slow machine has them all too.</summary>
/// <param name="Records">Records in all archives together, from which on it is due.</param>
/// <param name="Delay">How long after that.</param>
/// <param name="Victim">Number of the institution.</param>
internal sealed record Kill(int Records, TimeSpan Delay, int Victim)
{
    /// <summary>Gives the seed: 64 hexadecimal digits. A new one without it.</summary>
    public const string SeedVariable = "AUDITNODE_TEST_KILL_SEED";

    private const int LongestDelay = 1500;

    /// <summary>Draws a seed, or takes that of the variable.</summary>
    public static byte[] Seed() => Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
        ? Convert.FromHexString(text)
        : RandomNumberGenerator.GetBytes(RandomStream.SeedLength);

    /// <summary>Draws kills, the first one first.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="records">All of them are due before there are so many records.</param>
    /// <param name="institutions">How many there are.</param>
    public static IReadOnlyList<Kill> Draw(ReadOnlySpan<byte> seed, int count, int records, int institutions)
    {
        using var random = new RandomStream(seed, "kills");
        var kills = new List<Kill>();
        for (var i = 0; i < count; i++)
            kills.Add(new Kill(Below(random, records), TimeSpan.FromMilliseconds(Below(random, LongestDelay)), Below(random, institutions)));
        return [.. kills.OrderBy(kill => kill.Records)];
    }

    private static int Below(RandomStream random, int bound)
    {
        Span<byte> draw = stackalloc byte[4];
        random.Fill(draw);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(draw) % bound);
    }
}
