using System.Numerics;

namespace AuditNode.Chain.Keystore;

/// <summary>
/// The cost of deriving a key by scrypt (RFC 7914): time grows with n r p, memory is 128 n r bytes. The limits keep a file that
/// somebody else wrote from taking the machine's memory.
/// </summary>
/// <param name="N">Cost: a power of two, 2 .. 2^20.</param>
/// <param name="R">Block size: 1 .. 32.</param>
/// <param name="P">Parallelisation: 1 .. 16.</param>
public sealed record ScryptParameters(int N, int R, int P)
{
    /// <summary>128 n r, in bytes (1 GiB).</summary>
    public const long MaxMemory = 1L << 30;

    /// <summary>n r p.</summary>
    public const long MaxWork = 1L << 24;

    private const int MaxN = 1 << 20;
    private const int MaxR = 32;
    private const int MaxP = 16;

    /// <summary>n = 262144, r = 8, p = 1: 256 MiB and about a second.</summary>
    public static ScryptParameters Standard { get; } = new(1 << 18, 8, 1);

    /// <summary>The parameter outside of the limits and why; null if there is none.</summary>
    internal (string Field, string Reason)? Problem() => this switch
    {
        { N: < 2 or > MaxN } => ("n", $"{N} is not in 2 .. {MaxN}"),
        _ when !BitOperations.IsPow2(N) => ("n", $"{N} is not a power of two"),
        { R: < 1 or > MaxR } => ("r", $"{R} is not in 1 .. {MaxR}"),
        { P: < 1 or > MaxP } => ("p", $"{P} is not in 1 .. {MaxP}"),
        _ when 128L * N * R > MaxMemory => ("n", $"128 n r is {128L * N * R}, more than {MaxMemory} bytes"),
        _ when (long)N * R * P > MaxWork => ("p", $"n r p is {(long)N * R * P}, more than {MaxWork}"),
        _ => null,
    };
}
