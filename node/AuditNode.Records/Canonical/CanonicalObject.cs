using System.Buffers;
using System.Collections.Immutable;

namespace AuditNode.Records.Canonical;

/// <summary>An object: members by name, which are written in ascending order of their names' UTF-16 code units (RFC 8785, section 3.2.3).</summary>
public sealed class CanonicalObject : CanonicalValue
{
    /// <summary>Takes members in any order.</summary>
    /// <param name="members">The members.</param>
    public CanonicalObject(IEnumerable<KeyValuePair<string, CanonicalValue>> members) =>
        Members = [.. members.OrderBy(member => member.Key, StringComparer.Ordinal)];

    /// <summary>Takes members that are sorted and different already.</summary>
    internal CanonicalObject(ImmutableArray<KeyValuePair<string, CanonicalValue>> sorted) => Members = sorted;

    /// <summary>The members in ascending order of their names.</summary>
    public ImmutableArray<KeyValuePair<string, CanonicalValue>> Members { get; }

    /// <inheritdoc/>
    public override string Description => "an object";

    /// <inheritdoc/>
    public override void WriteTo(IBufferWriter<byte> destination)
    {
        destination.Write("{"u8);
        for (int i = 0; i < Members.Length; i++)
        {
            if (i > 0)
            {
                if (Members[i].Key == Members[i - 1].Key)
                    throw new RecordFormatException(Members[i].Key, "The name occurs twice in an object; give each member once.");
                destination.Write(","u8);
            }

            CanonicalString.Write(destination, Members[i].Key);
            destination.Write(":"u8);
            Members[i].Value.WriteTo(destination);
        }

        destination.Write("}"u8);
    }
}
