using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>A Keccak-256 sponge that remembers what it absorbed.</summary>
internal sealed class RecordingSponge(in SessionId sessionId) : IDuplexSponge
{
    private readonly Keccak256Sponge _sponge = new(sessionId);

    public SessionId SessionId { get; } = sessionId;

    public List<byte> Absorbed { get; } = [];

    public void Absorb(ReadOnlySpan<byte> data)
    {
        Absorbed.AddRange(data);
        _sponge.Absorb(data);
    }

    public void Squeeze(Span<byte> destination) => _sponge.Squeeze(destination);

    public void Dispose() => _sponge.Dispose();
}
