namespace AuditNode.Engine.Privacy;

/// <summary>How a sensitivity was bounded.</summary>
public enum SensitivityMethod
{
    /// <summary>Weights of at most 1 and distances of at most those to the farthest corners of the box: holds for every polynomial.</summary>
    Domain,

    /// <summary>Supremum over the box by branch and bound.</summary>
    BranchAndBound,
}
