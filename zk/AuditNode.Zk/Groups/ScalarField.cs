using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>The field of integers modulo a group's order.</summary>
internal readonly struct ScalarField<TCurve> : IPrimeField
    where TCurve : struct, ICurve
{
    static ulong IPrimeField.Limb0 => TCurve.OrderLimb0;

    static ulong IPrimeField.Limb1 => TCurve.OrderLimb1;

    static ulong IPrimeField.Limb2 => TCurve.OrderLimb2;

    static ulong IPrimeField.Limb3 => TCurve.OrderLimb3;

    static ulong IPrimeField.NegativeInverse => TCurve.OrderNegativeInverse;
}
