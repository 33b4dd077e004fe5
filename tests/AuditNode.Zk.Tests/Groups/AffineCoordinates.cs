using System.Numerics;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Tests.Groups;

internal static class AffineCoordinates
{
    public static (BigInteger X, BigInteger Y) Of<TCurve>(in GroupElement<TCurve> element)
        where TCurve : struct, ICurve
    {
        AffinePoint<TCurve> point = GroupElement<TCurve>.Normalize([element])[0];
        return (point.X.ToBigInteger(), point.Y.ToBigInteger());
    }
}
