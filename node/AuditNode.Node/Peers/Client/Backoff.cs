using System.Security.Cryptography;

namespace AuditNode.Node.Peers;

/// <summary>
/// Pauses between attempts: each up to twice as long as the one before, and drawn at random from its upper half, so that nodes that failed
/// together do not come back together.
/// </summary>
internal sealed class Backoff(PeerClientOptions options, TimeProvider clock)
{
    private int _failures;

    /// <summary>Attempts that failed in a row.</summary>
    public int Failures => _failures;

    public void Reset() => _failures = 0;

    public Task PauseAsync(CancellationToken cancellationToken)
    {
        double longest = Math.Min(options.LongestPause.TotalMilliseconds, Math.ScaleB(options.FirstPause.TotalMilliseconds, Math.Min(_failures++, 30)));
        int half = Math.Max(1, (int)(longest / 2));
        return Task.Delay(TimeSpan.FromMilliseconds(half + RandomNumberGenerator.GetInt32(half + 1)), clock, cancellationToken);
    }
}
