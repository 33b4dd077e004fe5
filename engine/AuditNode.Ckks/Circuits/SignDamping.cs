namespace AuditNode.Ckks.Circuits;

/// <summary>Factors on the coefficients of a truncated Chebyshev series that trade a steeper step for smaller ripples.</summary>
/// <remarks>
/// Weisse, Wellein, Alvermann and Fehske, The kernel polynomial method, Rev. Mod. Phys. 78 (2006) 275, section II.C.
/// </remarks>
public enum SignDamping
{
    /// <summary>Plain truncation: the steepest step, and the Gibbs overshoot of about 18 %.</summary>
    None,

    /// <summary>Lanczos' sigma factors sin(pi k / n) / (pi k / n): an overshoot of about 2.4 %.</summary>
    Lanczos,

    /// <summary>Jackson's factors: a positive kernel, hence no overshoot at all, and the widest step.</summary>
    Jackson,
}
