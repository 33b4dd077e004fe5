using System.Security.Cryptography;
using System.Text;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Keystore;

/// <summary>
/// Key files: Web3 Secret Storage, version 3 (https://ethereum.org/en/developers/docs/data-structures-and-encoding/web3-secret-storage/),
/// as geth, Besu and Nethermind write them. Written with scrypt and aes-128-ctr; read with scrypt or PBKDF2, within limits that keep
/// a foreign file from taking the machine's memory or time. A passphrase counts as its UTF-8 bytes, not normalised.
/// </summary>
public static class KeystoreV3
{
    private const int HalfKey = KeyDerivation.KeyLength / 2;
    private const int SaltLength = 32;

    /// <summary>The JSON of a key file.</summary>
    /// <param name="key">The key, which stays the caller's.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="cost">How much work a guess of the passphrase is; <see cref="ScryptParameters.Standard"/> if null.</param>
    /// <exception cref="ArgumentException">The cost is beyond the limits.</exception>
    public static string Encrypt(PrivateKey key, string passphrase, ScryptParameters? cost = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var secret = new byte[PrivateKey.ByteCount];
        try
        {
            key.Export(secret);
            return Encrypt(secret, key.Address, passphrase, cost);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The JSON of a key file without an address, for a secret that is no account's: a proof key.</summary>
    /// <param name="secret">32 bytes, which stay the caller's.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="cost">How much work a guess of the passphrase is; <see cref="ScryptParameters.Standard"/> if null.</param>
    /// <exception cref="ArgumentException">The length is another one, or the cost is beyond the limits.</exception>
    public static string EncryptSecret(ReadOnlySpan<byte> secret, string passphrase, ScryptParameters? cost = null) =>
        secret.Length == PrivateKey.ByteCount
            ? Encrypt(secret, address: null, passphrase, cost)
            : throw new ArgumentException($"A key file holds {PrivateKey.ByteCount} bytes, not {secret.Length}.", nameof(secret));

    /// <summary>The key of a key file.</summary>
    /// <exception cref="KeystoreFormatException">The file is malformed, beyond the limits, or names another account.</exception>
    /// <exception cref="WrongPassphraseException">The passphrase is another one.</exception>
    public static PrivateKey Decrypt(string json, string passphrase)
    {
        var document = Read(json);
        var secret = Decrypt(document, passphrase);
        try
        {
            return Import(secret, document.Address);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The 32 bytes that <see cref="EncryptSecret"/> put away; the caller clears them.</summary>
    /// <exception cref="KeystoreFormatException">The file is malformed, beyond the limits, or an account's.</exception>
    /// <exception cref="WrongPassphraseException">The passphrase is another one.</exception>
    public static byte[] DecryptSecret(string json, string passphrase)
    {
        var document = Read(json);
        return document.Address is null
            ? Decrypt(document, passphrase)
            : throw new KeystoreFormatException("address", "the file holds the key of an account, not a secret without address");
    }

    private static KeystoreDocument Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return KeystoreDocument.Read(json);
    }

    private static string Encrypt(ReadOnlySpan<byte> secret, Address? address, string passphrase, ScryptParameters? cost)
    {
        cost ??= ScryptParameters.Standard;
        if (cost.Problem() is { } problem)
            throw new ArgumentException($"{problem.Field}: {problem.Reason}.", nameof(cost));
        var derivation = new KeyDerivation.ByScrypt(RandomNumberGenerator.GetBytes(SaltLength), cost);
        var counter = RandomNumberGenerator.GetBytes(Aes128Ctr.BlockLength);
        var derived = Derive(derivation, passphrase);
        try
        {
            var ciphertext = Aes128Ctr.Transform(derived.AsSpan(0, HalfKey), counter, secret);
            return new KeystoreDocument(derivation, counter, ciphertext, Mac(derived, ciphertext), address).Write(RandomId());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    private static byte[] Decrypt(KeystoreDocument document, string passphrase)
    {
        var derived = Derive(document.Derivation, passphrase);
        try
        {
            return CryptographicOperations.FixedTimeEquals(Mac(derived, document.Ciphertext), document.Mac)
                ? Aes128Ctr.Transform(derived.AsSpan(0, HalfKey), document.InitialCounter, document.Ciphertext)
                : throw new WrongPassphraseException();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    private static PrivateKey Import(byte[] secret, Address? expected)
    {
        PrivateKey key;
        try
        {
            key = PrivateKey.FromBytes(secret);
        }
        catch (ArgumentException)
        {
            throw new KeystoreFormatException("crypto.ciphertext", "what it holds is no private key");
        }
        if (expected is null || expected == key.Address)
            return key;
        key.Dispose();
        throw new KeystoreFormatException("address", $"it says {expected}, the key's is another one");
    }

    private static byte[] Derive(KeyDerivation derivation, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        var bytes = Encoding.UTF8.GetBytes(passphrase);
        try
        {
            return derivation.Derive(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    // Keccak-256 of the second half of the derived key and the ciphertext.
    private static byte[] Mac(byte[] derived, byte[] ciphertext)
    {
        var input = new byte[HalfKey + ciphertext.Length];
        derived.AsSpan(HalfKey).CopyTo(input);
        ciphertext.CopyTo(input.AsSpan(HalfKey));
        var mac = new byte[Keccak256.ByteCount];
        Keccak256.HashData(input, mac);
        CryptographicOperations.ZeroMemory(input);
        return mac;
    }

    // A random UUID (RFC 9562, section 5.4).
    private static byte[] RandomId()
    {
        var id = RandomNumberGenerator.GetBytes(16);
        id[6] = (byte)((id[6] & 0x0f) | 0x40);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return id;
    }
}
