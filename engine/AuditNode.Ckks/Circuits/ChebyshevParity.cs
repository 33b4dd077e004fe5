namespace AuditNode.Ckks.Circuits;

/// <summary>Which Chebyshev coefficients of a series are all zero.</summary>
public enum ChebyshevParity
{
    /// <summary>Coefficients of odd and of even index both occur.</summary>
    None,

    /// <summary>Every coefficient of odd index is zero; the zero series counts as even.</summary>
    Even,

    /// <summary>Every coefficient of even index is zero.</summary>
    Odd,
}
