namespace AuditNode.Zk.Proofs;

/// <summary>A proof was asked for with a witness that does not satisfy the relation.</summary>
/// <param name="equation">Index of the first equation that does not hold, from 0.</param>
public sealed class UnsatisfiedRelationException(int equation) : InvalidOperationException(
    $"Equation {equation} of the relation does not hold for this witness; no proof was made. Check the values that were assigned for it.")
{
    /// <summary>Index of the first equation that does not hold, from 0.</summary>
    public int Equation { get; } = equation;
}
