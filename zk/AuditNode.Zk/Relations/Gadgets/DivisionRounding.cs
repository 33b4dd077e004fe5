namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>Which integer stands for a quotient that is none.</summary>
public enum DivisionRounding
{
    /// <summary>The least integer not below: mu * N = S + rem.</summary>
    Up,

    /// <summary>The greatest integer not above: mu * N = S - rem.</summary>
    Down,
}
