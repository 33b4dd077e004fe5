using AuditNode.Chain;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>A way to spoil a trail.</summary>
/// <param name="Code">The finding that it must lead to.</param>
/// <param name="Spoil">Spoils a copy, and says about which record the finding must be; no place where it is about none.</param>
internal sealed record FindingCase(string Code, Func<TrailCopy, (Address Institution, long Sequence)?> Spoil)
{
    public override string ToString() => Code;
}
