using System.Security.Cryptography;
using System.Text.Json;
using AuditNode.Chain.Keystore;
using AuditNode.ChainDev.Processes;
using AuditNode.Node.Hosting;
using AuditNode.Zk;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Keys;

/// <summary>
/// A proof key on disk: a JSON object with the public key and, encrypted as an account's key would be (Web3 Secret Storage, version 3),
/// the secret. The public key can be read without the passphrase.
/// </summary>
/// <param name="PublicKey">x and y, 64 bytes, big-endian.</param>
/// <param name="Encrypted">The encrypted secret, JSON.</param>
public sealed record ProofKeystore(ReadOnlyMemory<byte> PublicKey, string Encrypted)
{
    /// <summary>Marks such a file.</summary>
    public const string Kind = "auditnode.proof-key/1";

    private const int MaxLength = 1 << 16;
    private const int PublicKeyLength = 64;

    /// <summary>Encrypts a key, which stays the caller's.</summary>
    /// <param name="key">The key.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="cost">How much work a guess is; the standard if null.</param>
    public static ProofKeystore Encrypt(ProofKey key, string passphrase, ScryptParameters? cost = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var secret = GC.AllocateArray<byte>(ProofKey.ByteCount, pinned: true);
        try
        {
            key.Export(secret);
            return new ProofKeystore(key.PublicKey.ToBytes(), KeystoreV3.EncryptSecret(secret, passphrase, cost));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Reads a file without opening it.</summary>
    /// <exception cref="NodeException">The file is absent or malformed.</exception>
    public static ProofKeystore Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw Wrong(path, "it is too long");
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            if (root.GetProperty("kind").GetString() != Kind)
                throw Wrong(path, $"its kind is not {Kind}");
            var publicKey = Convert.FromHexString(root.GetProperty("publicKey").GetString() ?? "");
            return publicKey.Length == PublicKeyLength
                ? new ProofKeystore(publicKey, root.GetProperty("keystore").GetRawText())
                : throw Wrong(path, $"its public key has not {PublicKeyLength} bytes");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NodeException(NodeError.Key, $"There is no proof key {path}; run audit-node key new, or restore it from the backup.", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Wrong(path, "it is malformed", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeError.Key, $"Cannot read {path}; check its owner and mode (0600).", e);
        }
    }

    /// <summary>Opens the key; the caller disposes of it.</summary>
    /// <exception cref="WrongPassphraseException">The passphrase is another one.</exception>
    /// <exception cref="KeystoreFormatException">The encrypted part is malformed.</exception>
    /// <exception cref="NodeException">The secret does not belong to the public key.</exception>
    public ProofKey Decrypt(string passphrase)
    {
        var secret = KeystoreV3.DecryptSecret(Encrypted, passphrase);
        ProofKey key;
        try
        {
            key = ProofKey.Import(secret);
        }
        catch (ProofParameterException e)
        {
            throw new NodeException(NodeError.Key, "The proof key file holds no proof key; restore it from the backup.", e);
        }
        if (key.PublicKey.ToBytes().AsSpan().SequenceEqual(PublicKey.Span))
            return key;
        key.Dispose();
        throw new NodeException(NodeError.Key, "The proof key file names another public key than its secret has; restore it from the backup.");
    }

    /// <summary>Writes the file, mode 0600, whole or not at all; an existing one is replaced.</summary>
    public void Write(string path)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Kind);
            writer.WriteString("publicKey", Convert.ToHexStringLower(PublicKey.Span));
            writer.WritePropertyName("keystore");
            writer.WriteRawValue(Encrypted);
            writer.WriteEndObject();
        }
        PrivateFile.Write(path, System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private static NodeException Wrong(string path, string reason, Exception? inner = null) =>
        new(NodeError.Key, $"{path} is no proof key: {reason}; restore it from the backup.", inner);
}
