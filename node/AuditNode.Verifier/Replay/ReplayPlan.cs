using System.Buffers.Binary;
using System.Security.Cryptography;
using AuditNode.Chain;

namespace AuditNode.Verifier.Replay;

/// <summary>
/// Which operations are replayed: all, or a sample that neither the institutions nor the auditor can choose. The sample is drawn from a beacon:
/// the hash of the block up to which the chain was read, which nobody knew when the records were written.
/// </summary>
/// <remarks>
/// The beacon is SHA-256 of <c>auditnode.replay/1</c> in ASCII, a zero byte, the block's hash, the job's number, and the fraction or count as
/// eight bytes. An operation's lot is SHA-256 of the beacon and its record's hash; the smallest lots are drawn.
/// </remarks>
public sealed record ReplayPlan
{
    private const int PartsPerMillion = 1_000_000;

    private ReplayPlan()
    {
    }

    /// <summary>Everything that can be replayed.</summary>
    public static ReplayPlan Full { get; } = new();

    /// <summary>The part that is drawn, in millionths; null for another plan.</summary>
    public int? Millionths { get; private init; }

    /// <summary>How many are drawn; null for another plan.</summary>
    public int? Count { get; private init; }

    /// <summary><c>full</c> or <c>sample</c>, as reports have it.</summary>
    public string Mode => Millionths is null && Count is null ? "full" : "sample";

    /// <summary>A part of the operations, rounded up to whole ones.</summary>
    /// <param name="fraction">Above 0 and at most 1; kept in millionths.</param>
    /// <exception cref="VerificationArgumentException">The fraction is out of range.</exception>
    public static ReplayPlan Fraction(double fraction) => fraction is >= 1e-6 and <= 1
        ? new ReplayPlan { Millionths = (int)Math.Round(fraction * PartsPerMillion) }
        : throw new VerificationArgumentException(nameof(fraction), FormattableString.Invariant($"{fraction} must lie in [0.000001, 1]."));

    /// <summary>A number of operations; all where there are fewer.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="VerificationArgumentException">The count is below 1.</exception>
    public static ReplayPlan Sample(int count) => count >= 1
        ? new ReplayPlan { Count = count }
        : throw new VerificationArgumentException(nameof(count), $"{count} must be at least 1.");

    /// <summary>The beacon of a job; null for a full replay.</summary>
    /// <param name="blockHash">The hash of the block up to which the chain was read.</param>
    /// <param name="jobId">The job.</param>
    public Bytes32? Beacon(Bytes32 blockHash, Bytes32 jobId)
    {
        if (Mode == "full") return null;
        Span<byte> parameter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt32BigEndian(parameter, Millionths ?? 0);
        BinaryPrimitives.WriteInt32BigEndian(parameter[sizeof(int)..], Count ?? 0);
        return Bytes32.FromBytes(SHA256.HashData((byte[])[.. "auditnode.replay/1\0"u8, .. blockHash.ToArray(), .. jobId.ToArray(), .. parameter]));
    }

    /// <summary>Draws.</summary>
    /// <param name="beacon">The beacon; null for a full replay.</param>
    /// <param name="records">The records of all operations that can be replayed.</param>
    /// <returns>Those to replay.</returns>
    public IReadOnlySet<Bytes32> Draw(Bytes32? beacon, IReadOnlyCollection<Bytes32> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (beacon is not { } known) return records.ToHashSet();
        long count = Count ?? (((long)records.Count * Millionths!.Value) + PartsPerMillion - 1) / PartsPerMillion;
        return records
            .OrderBy(record => Bytes32.FromBytes(SHA256.HashData((byte[])[.. known.ToArray(), .. record.ToArray()])))
            .Take((int)Math.Min(count, records.Count))
            .ToHashSet();
    }
}
