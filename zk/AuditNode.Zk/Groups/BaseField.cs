using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>The field of a curve's coordinates.</summary>
internal readonly struct BaseField<TCurve> : IPrimeField
    where TCurve : struct, ICurve
{
    static ulong IPrimeField.Limb0 => TCurve.BaseLimb0;

    static ulong IPrimeField.Limb1 => TCurve.BaseLimb1;

    static ulong IPrimeField.Limb2 => TCurve.BaseLimb2;

    static ulong IPrimeField.Limb3 => TCurve.BaseLimb3;

    static ulong IPrimeField.NegativeInverse => TCurve.BaseNegativeInverse;
}
