namespace AuditNode.Records.Bundles;

/// <summary>What was written into a bundle.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Missing">Artifacts that its records name and the archive did not have: those of other institutions, say.</param>
public sealed record BundleSummary(BundleHeader Header, IReadOnlyList<ArtifactReference> Missing);
