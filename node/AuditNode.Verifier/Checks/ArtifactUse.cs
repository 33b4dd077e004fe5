using AuditNode.Records;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>A record that names an artifact.</summary>
/// <param name="Trail">The job.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Record">The record.</param>
/// <param name="Artifact">What it says about the artifact.</param>
internal sealed record ArtifactUse(JobTrail Trail, StreamTrail Stream, TrailRecord Record, ArtifactReference Artifact)
{
    /// <summary>Where the record is anchored; those that are not come last.</summary>
    public ChainPlace Place => Record.Anchored?.Place ?? new ChainPlace(ulong.MaxValue, 0, 0);
}
