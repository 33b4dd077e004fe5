using AuditNode.Chain;

namespace AuditNode.Records.Canonical;

/// <summary>Collects the members of an object.</summary>
internal sealed class MemberWriter
{
    private readonly List<KeyValuePair<string, CanonicalValue>> _members = [];

    public MemberWriter Add(string name, CanonicalValue value)
    {
        _members.Add(new(name, value));
        return this;
    }

    public MemberWriter Add(string name, string value) => Add(name, new CanonicalText(value));

    public MemberWriter Add(string name, long value) => Add(name, new CanonicalInteger(value));

    public MemberWriter Add(string name, Bytes32 value) => Add(name, Convert.ToHexStringLower(value.ToArray()));

    public MemberWriter Add(string name, Address value) => Add(name, Convert.ToHexStringLower(value.ToArray()));

    public MemberWriter Add(string name, IEnumerable<CanonicalValue> items) => Add(name, new CanonicalList([.. items]));

    public CanonicalObject ToObject() => new(_members);
}
