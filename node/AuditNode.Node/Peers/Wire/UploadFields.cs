namespace AuditNode.Node.Peers;

/// <summary>
/// Header fields of requests and responses; the first two are those of resumable uploads (draft-ietf-httpbis-resumable-upload, section 4).
/// </summary>
internal static class UploadFields
{
    /// <summary>In a request: where its bytes belong. In a response: how many bytes are on disk.</summary>
    public const string Offset = "upload-offset";

    /// <summary>In a response: <see cref="Complete"/> or <see cref="Incomplete"/>.</summary>
    public const string IsComplete = "upload-complete";

    /// <summary>SHA-256 of the message's header, 64 lower-case hexadecimal digits.</summary>
    public const string Digest = "message-digest";

    /// <summary>In a response: the code of a refusal.</summary>
    public const string Refusal = "refusal";

    /// <summary>In a response: what was found, one line of ASCII.</summary>
    public const string RefusalDetail = "refusal-detail";

    // Booleans of structured fields (RFC 9651, section 3.3.6).
    public const string Complete = "?1";
    public const string Incomplete = "?0";
}
