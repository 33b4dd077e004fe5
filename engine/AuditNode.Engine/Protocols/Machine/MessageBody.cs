using System.Buffers.Binary;

namespace AuditNode.Engine.Protocols;

/// <summary>
/// Where the body of a message begins: the artifact that operations name is the body, the payload is the header (docs/protocol-engine.md)
/// and the body.
/// </summary>
public static class MessageBody
{
    /// <summary>Bytes of a payload that <see cref="TryFindOffset"/> has to see.</summary>
    public const int NeededBytes = sizeof(uint) + (2 * sizeof(ushort));

    /// <summary>Finds the length of the header from the first bytes of a payload; the header's fields are not checked.</summary>
    /// <param name="payload">The payload, or at least its first <see cref="NeededBytes"/>.</param>
    /// <param name="offset">Bytes before the body.</param>
    /// <returns>False where the bytes are not the beginning of a message of this version.</returns>
    public static bool TryFindOffset(ReadOnlySpan<byte> payload, out int offset)
    {
        offset = 0;
        if (payload.Length < NeededBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(payload) != MessageHeader.Magic
            || BinaryPrimitives.ReadUInt16LittleEndian(payload[sizeof(uint)..]) != MessageHeader.Version)
        {
            return false;
        }

        offset = MessageHeader.FixedLength + BinaryPrimitives.ReadUInt16LittleEndian(payload[(sizeof(uint) + sizeof(ushort))..]);
        return offset <= MessageHeader.MaximumLength;
    }
}
