using System.Collections.Immutable;
using AuditNode.Chain;

namespace AuditNode.Records.Canonical;

/// <summary>Takes the members of an object one by one; what is left over at the end is refused.</summary>
/// <param name="source">The object.</param>
/// <param name="path">What messages call it, <c>$</c> for the whole.</param>
internal sealed class MemberReader(CanonicalObject source, string path = "$")
{
    private readonly Dictionary<string, CanonicalValue> _rest = source.Members.ToDictionary(StringComparer.Ordinal);

    /// <summary>The object behind a value.</summary>
    public static MemberReader Of(CanonicalValue value, string path) =>
        new(value as CanonicalObject ?? throw new RecordFormatException(path, $"It is {value.Description}; it must be an object."), path);

    /// <summary>What messages call a member.</summary>
    public string PathOf(string name) => path == "$" ? name : $"{path}.{name}";

    public RecordFormatException Refuse(string name, string message) => new(PathOf(name), message);

    public string Text(string name) => Take<CanonicalText>(name, "a text").Value;

    /// <summary>A text that is not longer than it may be.</summary>
    public string Text(string name, int minimumLength, int maximumLength)
    {
        string text = Text(name);
        return text.Length >= minimumLength && text.Length <= maximumLength
            ? text
            : throw Refuse(name, $"It has {text.Length} characters; it must have {minimumLength} to {maximumLength}.");
    }

    public long Integer(string name, long minimum, long maximum)
    {
        long value = Take<CanonicalInteger>(name, "an integer").Value;
        return value >= minimum && value <= maximum
            ? value
            : throw Refuse(name, $"It is {value}; it must lie in [{minimum}, {maximum}].");
    }

    public byte[] Hex(string name, int byteCount) => HexText.Decode(PathOf(name), Text(name), byteCount, byteCount);

    public Bytes32 Word(string name) => Bytes32.FromBytes(Hex(name, Bytes32.ByteCount));

    public Address Address(string name) => Chain.Address.FromBytes(Hex(name, Chain.Address.ByteCount));

    public ImmutableArray<CanonicalValue> Items(string name, int maximumCount)
    {
        ImmutableArray<CanonicalValue> items = Take<CanonicalList>(name, "a list").Items;
        return items.Length <= maximumCount ? items : throw Refuse(name, $"It has {items.Length} items; there may be {maximumCount}.");
    }

    public MemberReader Object(string name) => new(Take<CanonicalObject>(name, "an object"), PathOf(name));

    public ImmutableArray<KeyValuePair<string, CanonicalValue>> Members(string name, int maximumCount)
    {
        ImmutableArray<KeyValuePair<string, CanonicalValue>> members = Take<CanonicalObject>(name, "an object").Members;
        return members.Length <= maximumCount ? members : throw Refuse(name, $"It has {members.Length} members; there may be {maximumCount}.");
    }

    /// <summary>Names of the members.</summary>
    public IEnumerable<string> Names => source.Members.Select(member => member.Key);

    /// <summary>Whether an optional member is there and not taken yet.</summary>
    public bool Has(string name) => _rest.ContainsKey(name);

    /// <summary>Refuses the schema of another version.</summary>
    public void Schema(string expected)
    {
        string schema = Text("schema");
        if (schema != expected) throw Refuse("schema", $"It must be '{expected}'; another version of the program reads other schemas.");
    }

    /// <summary>Refuses members that nobody took.</summary>
    public void End()
    {
        foreach (KeyValuePair<string, CanonicalValue> member in source.Members)
        {
            if (_rest.ContainsKey(member.Key)) throw Refuse(HexText.Printable(member.Key), "There is no such member; remove it.");
        }
    }

    private T Take<T>(string name, string expected)
        where T : CanonicalValue
    {
        if (!_rest.Remove(name, out CanonicalValue? value)) throw Refuse(name, "It is missing.");
        return value as T ?? throw Refuse(name, $"It is {value.Description}; it must be {expected}.");
    }
}
