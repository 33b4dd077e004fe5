namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>A column that takes part in a job, with the bounds that its owner scales by.</summary>
/// <param name="Name">1 to 128 characters, different from the others of the same party.</param>
/// <param name="Minimum">What becomes -1: public, and never computed from private data.</param>
/// <param name="Maximum">What becomes 1, above the minimum.</param>
public sealed record JobColumn(string Name, double Minimum, double Maximum);
