using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>Looks at a trail for one kind of wrong. Reads nothing but the trail; throws nothing because of what the trail holds.</summary>
internal interface ITrailCheck
{
    /// <summary>The findings, each where it is.</summary>
    /// <param name="trail">The trail.</param>
    IEnumerable<Finding> Run(JobTrail trail);
}
