namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>An input of the encrypted evaluation is out of range, or does not fit its plan.</summary>
/// <param name="field">Name of the offending value.</param>
/// <param name="message">What was found, the allowed range and the remedy.</param>
public sealed class EvaluationException(string field, string message) : ArgumentException(message)
{
    /// <summary>Name of the offending value.</summary>
    public string Field { get; } = field;

    /// <summary>Refuses what lies outside a range, NaN included.</summary>
    internal static void CheckRange(string field, double value, double minimum, double maximum, string remedy)
    {
        if (value >= minimum && value <= maximum) return;
        throw new EvaluationException(field, FormattableString.Invariant($"{field} is {value}, but must be from {minimum} to {maximum}; {remedy}."));
    }
}
