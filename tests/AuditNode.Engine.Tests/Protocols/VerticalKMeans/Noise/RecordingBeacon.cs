using System.Security.Cryptography;
using AuditNode.Engine.Protocols;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans.Noise;

/// <summary>Gives each commitment a value of its own, and remembers which were asked for.</summary>
/// <param name="isReported">Whether a commitment was reported by its party: it must have been before anybody asks.</param>
internal sealed class RecordingBeacon(Func<ReadOnlyMemory<byte>, bool> isReported) : IBeacon
{
    public HashSet<string> Asked { get; } = [];

    public static BeaconValue Of(ReadOnlyMemory<byte> commitment) => new(SHA256.HashData(commitment.Span), $"block {commitment.Span[0]}");

    public ValueTask<BeaconValue> GetAsync(ReadOnlyMemory<byte> commitment, CancellationToken cancellationToken = default)
    {
        Assert.True(isReported(commitment));
        Asked.Add(Convert.ToHexStringLower(commitment.Span));
        return new(Of(commitment));
    }
}
