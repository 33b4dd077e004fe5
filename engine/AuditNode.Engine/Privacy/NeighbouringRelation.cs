namespace AuditNode.Engine.Privacy;

/// <summary>When two datasets count as neighbours, between which differential privacy bounds the difference of what is released.</summary>
public enum NeighbouringRelation
{
    /// <summary>
    /// The same number of records, one of which is replaced by any other one of the domain, in all its columns at all parties. The number of
    /// records is public.
    /// </summary>
    ReplaceOne,
}
