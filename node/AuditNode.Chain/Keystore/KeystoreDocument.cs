using System.Text;
using System.Text.Json;

namespace AuditNode.Chain.Keystore;

/// <summary>The JSON of a key file, checked field by field.</summary>
internal sealed record KeystoreDocument(KeyDerivation Derivation, byte[] InitialCounter, byte[] Ciphertext, byte[] Mac, Address? Address)
{
    public const int Version = 3;
    private const int MaxLength = 1 << 16;
    private const int MaxSaltLength = 1024;
    private const int MaxIterations = 10_000_000;
    private const string Cipher = "aes-128-ctr";
    private const string Prf = "hmac-sha256";

    public static KeystoreDocument Read(string json)
    {
        if (json.Length > MaxLength)
            throw new KeystoreFormatException("document", $"{json.Length} characters are more than {MaxLength}");
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(new KeystoreFields(document.RootElement, ""));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            // The other two come of text that is not Unicode.
            throw new KeystoreFormatException("document", "it is not JSON", wrong);
        }
    }

    public string Write(byte[] id)
    {
        var scrypt = (KeyDerivation.ByScrypt)Derivation;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("id", new Guid(id, bigEndian: true).ToString());
            if (Address is { } address)
                writer.WriteString("address", Convert.ToHexStringLower(address.ToArray()));
            writer.WriteStartObject("crypto");
            writer.WriteString("cipher", Cipher);
            writer.WriteString("ciphertext", Convert.ToHexStringLower(Ciphertext));
            writer.WriteStartObject("cipherparams");
            writer.WriteString("iv", Convert.ToHexStringLower(InitialCounter));
            writer.WriteEndObject();
            writer.WriteString("kdf", "scrypt");
            writer.WriteStartObject("kdfparams");
            writer.WriteNumber("dklen", KeyDerivation.KeyLength);
            writer.WriteNumber("n", scrypt.Cost.N);
            writer.WriteNumber("r", scrypt.Cost.R);
            writer.WriteNumber("p", scrypt.Cost.P);
            writer.WriteString("salt", Convert.ToHexStringLower(scrypt.Salt));
            writer.WriteEndObject();
            writer.WriteString("mac", Convert.ToHexStringLower(Mac));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static KeystoreDocument Read(KeystoreFields root)
    {
        root.Expect("version", root.Number("version"), Version);
        var crypto = root.Object("crypto");
        crypto.Expect("cipher", crypto.Text("cipher"), Cipher);
        var parameters = crypto.Object("kdfparams");
        parameters.Expect("dklen", parameters.Number("dklen"), KeyDerivation.KeyLength);
        var salt = parameters.Bytes("salt", 0, MaxSaltLength);
        KeyDerivation derivation = crypto.Text("kdf") switch
        {
            "scrypt" => new KeyDerivation.ByScrypt(salt, ReadCost(parameters)),
            "pbkdf2" => new KeyDerivation.ByPbkdf2(salt, ReadIterations(parameters)),
            _ => throw crypto.Wrong("kdf", "it is neither scrypt nor pbkdf2"),
        };
        return new KeystoreDocument(
            derivation,
            crypto.Object("cipherparams").Bytes("iv", Aes128Ctr.BlockLength, Aes128Ctr.BlockLength),
            crypto.Bytes("ciphertext", Transactions.PrivateKey.ByteCount, Transactions.PrivateKey.ByteCount),
            crypto.Bytes("mac", Keccak256.ByteCount, Keccak256.ByteCount),
            root.Has("address") ? Chain.Address.FromBytes(root.Bytes("address", Chain.Address.ByteCount, Chain.Address.ByteCount)) : null);
    }

    private static ScryptParameters ReadCost(KeystoreFields parameters)
    {
        var cost = new ScryptParameters(parameters.Number("n"), parameters.Number("r"), parameters.Number("p"));
        return cost.Problem() is { } problem ? throw parameters.Wrong(problem.Field, problem.Reason) : cost;
    }

    private static int ReadIterations(KeystoreFields parameters)
    {
        parameters.Expect("prf", parameters.Text("prf"), Prf);
        var count = parameters.Number("c");
        return count is >= 1 and <= MaxIterations ? count : throw parameters.Wrong("c", $"{count} is not in 1 .. {MaxIterations}");
    }
}
