using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols;

/// <summary>
/// One message on its way from a party to another. The payload is opaque to whoever carries it; it names its job and kind itself, and the
/// receiving party checks that they agree with what is written on the envelope.
/// </summary>
public sealed class Envelope
{
    /// <summary>Bytes of a SHA-256 digest.</summary>
    public const int DigestLength = SHA256.HashSizeInBytes;

    private Envelope(string from, string to, string kind, long sequence, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> sha256)
    {
        From = PartyName.Require(from, nameof(from));
        To = PartyName.Require(to, nameof(to));
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        if (sha256.Length != DigestLength) throw new ArgumentException($"A SHA-256 digest has {DigestLength} bytes, not {sha256.Length}.", nameof(sha256));
        (Kind, Sequence, Payload, Sha256) = (kind, sequence, payload, sha256);
    }

    /// <summary>Name of the sender.</summary>
    public string From { get; }

    /// <summary>Name of the receiver.</summary>
    public string To { get; }

    /// <summary>What the message is, for instance <c>sums.masked</c>: traffic is counted by it.</summary>
    public string Kind { get; }

    /// <summary>Gapless number among the messages of this sender to this receiver in this job, from 0.</summary>
    public long Sequence { get; }

    /// <summary>The bytes of the message.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>SHA-256 of the payload, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Sha256 { get; }

    /// <summary>Whether the digest is that of the payload.</summary>
    public bool HasValidDigest => SHA256.HashData(Payload.Span).AsSpan().SequenceEqual(Sha256.Span);

    /// <summary>An envelope around a message; computes the digest.</summary>
    /// <param name="from">Sender.</param>
    /// <param name="to">Receiver.</param>
    /// <param name="kind">What the message is.</param>
    /// <param name="sequence">At least 0.</param>
    /// <param name="payload">The bytes; not to be changed afterwards.</param>
    /// <exception cref="ArgumentException">A name, the kind or the sequence is out of range.</exception>
    public static Envelope Create(string from, string to, string kind, long sequence, ReadOnlyMemory<byte> payload) =>
        new(from, to, kind, sequence, payload, SHA256.HashData(payload.Span));

    /// <summary>An envelope as it arrived; whether the digest is right is checked by the party that gets it.</summary>
    /// <param name="from">Sender, as the transport authenticated it.</param>
    /// <param name="to">Receiver.</param>
    /// <param name="kind">What the message is.</param>
    /// <param name="sequence">At least 0.</param>
    /// <param name="payload">The bytes.</param>
    /// <param name="sha256">32 bytes.</param>
    /// <exception cref="ArgumentException">A name, the kind, the sequence or the digest's length is out of range.</exception>
    public static Envelope Received(
        string from, string to, string kind, long sequence, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> sha256) =>
        new(from, to, kind, sequence, payload, sha256);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {From} -> {To} #{Sequence}, {Payload.Length} bytes";
}
