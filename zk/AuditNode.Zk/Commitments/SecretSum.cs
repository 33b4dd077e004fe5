using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>Sums of products with secret scalars, where long ones use all processors.</summary>
internal static class SecretSum
{
    // Below that, handing work to other threads takes longer than it saves.
    private const int PartLength = 1024;

    /// <summary>The sum in a time that depends on its length only: where it is cut into parts does not depend on the scalars.</summary>
    public static GroupElement<TCurve> Of<TCurve>(GroupElement<TCurve>[] elements, Scalar<TCurve>[] scalars, int count)
        where TCurve : struct, ICurve
    {
        if (count <= PartLength) return MultiScalarMultiplication.ConstantTime<TCurve>(elements.AsSpan(0, count), scalars.AsSpan(0, count));
        var parts = new GroupElement<TCurve>[(count + PartLength - 1) / PartLength];
        Parallel.For(0, parts.Length, i =>
        {
            int start = i * PartLength, length = Math.Min(PartLength, count - start);
            parts[i] = MultiScalarMultiplication.ConstantTime<TCurve>(elements.AsSpan(start, length), scalars.AsSpan(start, length));
        });
        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        foreach (ref readonly GroupElement<TCurve> part in parts.AsSpan()) sum += part;
        return sum;
    }
}
