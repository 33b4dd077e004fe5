namespace AuditNode.Engine.Data;

/// <summary>How many records of a feature were beyond its agreed bounds. Private like the records: for the party's own eyes.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Below">Records below the lower bound, scaled to -1.</param>
/// <param name="Above">Records above the upper bound, scaled to 1.</param>
public sealed record ClippingCount(string Feature, int Below, int Above);
