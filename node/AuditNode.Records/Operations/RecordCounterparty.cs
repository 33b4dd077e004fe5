using AuditNode.Chain;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <summary>The other end of a message that was sent or received.</summary>
/// <param name="Institution">Its chain address.</param>
/// <param name="RecordHash">Hash of its record of the same message; null where it is not known, as it is for whoever sends.</param>
public sealed record RecordCounterparty(Address Institution, Bytes32? RecordHash = null)
{
    internal CanonicalObject ToValue()
    {
        MemberWriter writer = new MemberWriter().Add("institution", Institution);
        if (RecordHash is { } hash) writer.Add("recordHash", hash);
        return writer.ToObject();
    }

    internal static RecordCounterparty Read(MemberReader reader)
    {
        Address institution = reader.Address("institution");
        Bytes32? hash = reader.Has("recordHash") ? reader.Word("recordHash") : null;
        reader.End();
        return new RecordCounterparty(institution, hash);
    }
}
