namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>The key has released as often as its noise was made for. Nothing was decrypted or drawn; what was released before still is.</summary>
/// <param name="maximumReleases">tau.</param>
public sealed class ReleaseBudgetExceededException(long maximumReleases) : ProtocolException(
    $"The key has made all of its {maximumReleases} releases and must not decrypt for others any more; make new keys.")
{
    /// <summary>tau: all releases that the budget allows.</summary>
    public long MaximumReleases { get; } = maximumReleases;
}
