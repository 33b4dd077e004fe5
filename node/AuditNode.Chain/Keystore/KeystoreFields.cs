using System.Text.Json;

namespace AuditNode.Chain.Keystore;

/// <summary>The members of an object in a key file. Names are compared without case: geth once wrote "Crypto", and "KDF".</summary>
internal sealed class KeystoreFields
{
    private readonly JsonElement element;
    private readonly string path;

    public KeystoreFields(JsonElement element, string path)
    {
        (this.element, this.path) = (element, path);
        if (element.ValueKind != JsonValueKind.Object)
            throw new KeystoreFormatException(path.Length == 0 ? "document" : path.TrimEnd('.'), "it is not an object");
    }

    public bool Has(string name) => TryFind(name, out _);

    public KeystoreFields Object(string name) => new(Find(name), $"{path}{name}.");

    public string Text(string name)
    {
        var found = Find(name);
        return found.ValueKind == JsonValueKind.String ? found.GetString()! : throw Wrong(name, "it is not a string");
    }

    public int Number(string name)
    {
        var found = Find(name);
        return found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number)
            ? number
            : throw Wrong(name, "it is not an integer of 32 bits");
    }

    /// <summary>Hexadecimal digits, with or without "0x".</summary>
    public byte[] Bytes(string name, int minLength, int maxLength)
    {
        var text = Text(name);
        if (!HexData.TryDecode(text.StartsWith("0x", StringComparison.Ordinal) ? text : "0x" + text, out var bytes))
            throw Wrong(name, "it is not hexadecimal");
        return bytes.Length >= minLength && bytes.Length <= maxLength
            ? bytes
            : throw Wrong(name, $"{bytes.Length} bytes where {minLength} .. {maxLength} are allowed");
    }

    public void Expect<T>(string name, T found, T expected)
    {
        if (!Equals(found, expected))
            throw Wrong(name, $"only {expected} is supported");
    }

    public KeystoreFormatException Wrong(string name, string reason) => new(path + name, reason);

    private JsonElement Find(string name) => TryFind(name, out var found) ? found : throw Wrong(name, "it is missing");

    private bool TryFind(string name, out JsonElement found)
    {
        found = default;
        var count = 0;
        foreach (var member in element.EnumerateObject().Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            found = member.Value;
            count++;
        }
        // Programs differ in which of two they take.
        return count <= 1 ? count == 1 : throw Wrong(name, "it is there more than once");
    }
}
