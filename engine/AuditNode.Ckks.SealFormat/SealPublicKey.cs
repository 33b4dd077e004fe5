namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// A SEAL CKKS public key: the encryption (p_0, p_1) = (-(a s + e), a) of zero over all primes of the key level, in NTT form and
/// in the order that <see cref="SealCiphertext"/> describes. Source: SEAL 4.1 <c>PublicKey</c>, which saves a ciphertext.
/// </summary>
public sealed class SealPublicKey
{
    private readonly SealCiphertext encryptionOfZero;

    /// <summary>Creates a public key from its coefficients, which are copied.</summary>
    /// <param name="parameters">The parameters of the context.</param>
    /// <param name="coefficients">2 * primes * N coefficients in SEAL's order, in NTT form, each below its prime.</param>
    /// <exception cref="SealFormatException">Their number or one of them is out of range: fields <c>size</c>, <c>data[i]</c>.</exception>
    public SealPublicKey(SealParameters parameters, ReadOnlySpan<ulong> coefficients)
        : this(SealCiphertext.AtKeyLevel(parameters, coefficients))
    {
    }

    private SealPublicKey(SealCiphertext encryptionOfZero)
    {
        if (encryptionOfZero.Size != SealCiphertext.MinSize)
            throw Refused("size", $"{encryptionOfZero.Size} polynomials", $"{SealCiphertext.MinSize}");
        if (!encryptionOfZero.IsNttForm)
            throw Refused("isNttForm", "0", "1");
        if (encryptionOfZero.Scale != 1)
            throw Refused("scale", $"{encryptionOfZero.Scale}", "1");
        this.encryptionOfZero = encryptionOfZero;
    }

    /// <summary>The parameters of the context.</summary>
    public SealParameters Parameters => encryptionOfZero.Parameters;

    /// <summary>All coefficients: p_0 before p_1, in each prime by prime, in each N.</summary>
    public ReadOnlySpan<ulong> Coefficients => encryptionOfZero.Coefficients;

    /// <summary>Reads what <c>PublicKey::save</c> wrote with <c>compr_mode_type::none</c>.</summary>
    /// <param name="bytes">The whole object and nothing after it.</param>
    /// <param name="parameters">The parameters of the context it was made in.</param>
    /// <returns>The key; <see cref="Write"/> gives the same bytes again if SEAL 4.1 wrote them.</returns>
    /// <exception cref="SealFormatException">
    /// The bytes are not an uncompressed, unseeded SEAL 4.x public key of these parameters; the fields are those of
    /// <see cref="SealCiphertext.Read(ReadOnlySpan{byte}, SealParameters)"/>.
    /// </exception>
    public static SealPublicKey Read(ReadOnlySpan<byte> bytes, SealParameters parameters) =>
        new(SealCiphertext.Read(bytes, parameters, keyLevel: true));

    /// <summary>Writes what <c>PublicKey::load</c> reads, uncompressed.</summary>
    public byte[] Write() => encryptionOfZero.Write();

    /// <summary>The N coefficients of p_0 or p_1 modulo one prime.</summary>
    /// <param name="polynomial">0 or 1.</param>
    /// <param name="prime">0 to the number of primes - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public ReadOnlySpan<ulong> Residues(int polynomial, int prime) => encryptionOfZero.Residues(polynomial, prime);

    private static SealFormatException Refused(string field, string found, string allowed) =>
        new(field, found, allowed, "Give a public key as SEAL's KeyGenerator makes it.");
}
