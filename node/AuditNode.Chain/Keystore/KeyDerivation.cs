using System.Security.Cryptography;

namespace AuditNode.Chain.Keystore;

/// <summary>How a key file turns a passphrase into keys for its cipher and its MAC.</summary>
internal abstract record KeyDerivation(byte[] Salt)
{
    /// <summary>Bytes of the derived key: 16 for the cipher, 16 for the MAC.</summary>
    public const int KeyLength = 32;

    /// <summary>Derives the key; the caller clears it.</summary>
    public abstract byte[] Derive(byte[] passphrase);

    /// <summary>By scrypt (RFC 7914).</summary>
    public sealed record ByScrypt(byte[] Salt, ScryptParameters Cost) : KeyDerivation(Salt)
    {
        public override byte[] Derive(byte[] passphrase) => Scrypt.Derive(passphrase, Salt, Cost, KeyLength);
    }

    /// <summary>By PBKDF2 with HMAC-SHA-256 (RFC 8018).</summary>
    public sealed record ByPbkdf2(byte[] Salt, int Iterations) : KeyDerivation(Salt)
    {
        public override byte[] Derive(byte[] passphrase) =>
            Rfc2898DeriveBytes.Pbkdf2(passphrase, Salt, Iterations, HashAlgorithmName.SHA256, KeyLength);
    }
}
