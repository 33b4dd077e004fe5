namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>
/// The key holder decrypts nothing for this request. Always the same message, whatever is wrong with the request: an explanation would
/// be an oracle. Nothing was decrypted, drawn or counted.
/// </summary>
public sealed class ReleaseRefusedException() : ProtocolException(
    "The request is refused: it is not the ciphertext that the key holder expects. Send exactly the bytes whose digest was announced.");
