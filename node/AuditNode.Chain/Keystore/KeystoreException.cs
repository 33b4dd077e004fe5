namespace AuditNode.Chain.Keystore;

/// <summary>A key file cannot be opened.</summary>
public abstract class KeystoreException : Exception
{
    private protected KeystoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
