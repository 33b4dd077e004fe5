namespace AuditNode.Ckks.Rlwe;

/// <summary>A parameter is out of range, or the parameters together are weaker than 128 bits.</summary>
/// <param name="field">Name of the offending parameter.</param>
/// <param name="message">What is wrong, the allowed range and the remedy.</param>
public sealed class RlweParameterException(string field, string message) : ArgumentException(message)
{
    /// <summary>Name of the offending parameter.</summary>
    public string Field { get; } = field;
}

/// <summary>An operation needs a key that was not given to it.</summary>
/// <param name="message">Which key, and how to make it.</param>
public sealed class MissingKeyException(string message) : InvalidOperationException(message);

/// <summary>Operands do not fit each other or the operation: parameters, level, scale or size.</summary>
/// <param name="field">What does not fit.</param>
/// <param name="message">The values, the allowed range and the remedy.</param>
public sealed class OperandMismatchException(string field, string message) : ArgumentException(message)
{
    /// <summary>What does not fit: "parameters", "level", "scale", "size" or "residues".</summary>
    public string Field { get; } = field;
}
