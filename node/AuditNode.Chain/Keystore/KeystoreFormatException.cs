namespace AuditNode.Chain.Keystore;

/// <summary>A key file is malformed, of another version, or asks for work beyond the limits of <see cref="KeystoreV3"/>.</summary>
public sealed class KeystoreFormatException : KeystoreException
{
    internal KeystoreFormatException(string field, string reason, Exception? inner = null)
        : base($"The key file's {field} is wrong: {reason}.", inner) => Field = field;

    /// <summary>The field at fault, such as "crypto.kdfparams.n"; "document" where it is the file as a whole.</summary>
    public string Field { get; }
}
