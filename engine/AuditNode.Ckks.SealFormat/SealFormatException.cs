namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// Bytes or values that are not what Microsoft SEAL 4.1 would write for the given parameters. The message names the field,
/// the value found, the values allowed and what to do about it; it never contains coefficients of a secret key.
/// </summary>
public sealed class SealFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="field">The offending field, for example <c>header.magic</c> or <c>coeffModulus[2]</c>.</param>
    /// <param name="found">What the field holds, in words.</param>
    /// <param name="allowed">What it may hold, in words.</param>
    /// <param name="remedy">What the user can do, as a sentence.</param>
    public SealFormatException(string field, string found, string allowed, string remedy)
        : base($"{field}: found {found}, expected {allowed}. {remedy}") => Field = field;

    /// <summary>The offending field, named as in the documentation of the type that was read.</summary>
    public string Field { get; }
}
