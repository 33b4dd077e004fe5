using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols;

/// <summary>A message that was taken out of its envelope: its fields are checked, its body is not.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Header">The fields before the body.</param>
/// <param name="Body">The rest.</param>
internal sealed record Message(Envelope Envelope, MessageHeader Header, ReadOnlyMemory<byte> Body)
{
    public string From => Envelope.From;

    public string Kind => Header.Kind;

    public int Round => Header.Round;

    public int Item => Header.Item;

    /// <summary>SHA-256 of the body.</summary>
    public byte[] BodyDigest() => SHA256.HashData(Body.Span);
}
