using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Proofs;

/// <summary>Reads scalars and elements from the front of a proof of untrusted origin.</summary>
internal static class NargReader
{
    public static bool TryReadScalars<TCurve>(ref ReadOnlySpan<byte> unread, Span<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        for (int i = 0; i < scalars.Length; i++, unread = unread[Scalar<TCurve>.ByteCount..])
        {
            if (!Scalar<TCurve>.TryRead(unread[..Scalar<TCurve>.ByteCount], out scalars[i])) return false;
        }

        return true;
    }

    public static bool TryReadElements<TCurve>(ref ReadOnlySpan<byte> unread, Span<GroupElement<TCurve>> elements)
        where TCurve : struct, ICurve
    {
        for (int i = 0; i < elements.Length; i++, unread = unread[GroupElement<TCurve>.ByteCount..])
        {
            if (!GroupElement<TCurve>.TryRead(unread[..GroupElement<TCurve>.ByteCount], out elements[i])) return false;
        }

        return true;
    }
}
