namespace AuditNode.Zk.Groups;

/// <summary>One point times one scalar.</summary>
internal static class ScalarMultiplication
{
    /// <summary>
    /// Constant time: 64 windows of four doublings and one addition, each of a multiple selected by masks, whatever the digits.
    /// </summary>
    public static GroupElement<TCurve> ConstantTime<TCurve>(in GroupElement<TCurve> element, in Scalar<TCurve> scalar)
        where TCurve : struct, ICurve => MultiScalarMultiplication.ConstantTime<TCurve>([element], [scalar]);
}
