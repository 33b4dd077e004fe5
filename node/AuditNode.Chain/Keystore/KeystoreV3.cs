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
        cost ??= ScryptParameters.Standard;
        if (cost.Problem() is { } problem)
            throw new ArgumentException($"{problem.Field}: {problem.Reason}.", nameof(cost));
        var derivation = new KeyDerivation.ByScrypt(RandomNumberGenerator.GetBytes(SaltLength), cost);
        var counter = RandomNumberGenerator.GetBytes(Aes128Ctr.BlockLength);
        var derived = Derive(derivation, passphrase);
        var secret = new byte[PrivateKey.ByteCount];
        try
        {
            key.Export(secret);
            var ciphertext = Aes128Ctr.Transform(derived.AsSpan(0, HalfKey), counter, secret);
            return new KeystoreDocument(derivation, counter, ciphertext, Mac(derived, ciphertext), key.Address).Write(RandomId());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    /// <summary>The key of a key file.</summary>
    /// <exception cref="KeystoreFormatException">The file is malformed, beyond the limits, or names another account.</exception>
    /// <exception cref="WrongPassphraseException">The passphrase is another one.</exception>
    public static PrivateKey Decrypt(string json, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(json);
        var document = KeystoreDocument.Read(json);
        var derived = Derive(document.Derivation, passphrase);
        byte[] secret = [];
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(Mac(derived, document.Ciphertext), document.Mac))
                throw new WrongPassphraseException();
            secret = Aes128Ctr.Transform(derived.AsSpan(0, HalfKey), document.InitialCounter, document.Ciphertext);
            return Import(secret, document.Address);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
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
