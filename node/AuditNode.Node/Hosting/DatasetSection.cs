namespace AuditNode.Node.Hosting;

/// <summary>datasets.NAME of the configuration.</summary>
/// <param name="Name">The institution's name for the table.</param>
/// <param name="Path">Full path of the file.</param>
/// <param name="Cap">The most rho (zCDP) that all jobs together may spend, in units of 1e-12.</param>
/// <param name="Identifier">Column that names the records; null for none.</param>
public sealed record DatasetSection(string Name, string Path, UInt128 Cap, string? Identifier);
