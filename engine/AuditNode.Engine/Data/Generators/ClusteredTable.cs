namespace AuditNode.Engine.Data.Generators;

/// <summary>A made-up table whose clusters are known.</summary>
/// <param name="Table">The records, with a label column that names each one's cluster.</param>
/// <param name="Centres">The centres that records were drawn around, k rows of d, scaled to [-1, 1] by the table's bounds.</param>
/// <param name="Deviation">The standard deviation of a record around its centre, the same for every feature, in [-1, 1].</param>
public sealed record ClusteredTable(Table Table, IReadOnlyList<double[]> Centres, double Deviation);
