namespace AuditNode.Chain.Keystore;

/// <summary>A key file is well formed, and its passphrase another one (or its ciphertext was changed: the two look the same).</summary>
public sealed class WrongPassphraseException : KeystoreException
{
    internal WrongPassphraseException()
        : base("The passphrase does not open the key file.")
    {
    }
}
