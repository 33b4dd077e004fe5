namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// A SEAL CKKS ciphertext: 2 to 16 polynomials c_0, c_1, ... over the first primes of the chain, with c_0 + c_1 s + c_2 s^2 + ...
/// = scale * message + noise for the secret s.
/// </summary>
/// <remarks>
/// <para>Word (i * primes + j) * N + k is coefficient k of polynomial i modulo prime j. In NTT form, the usual one, k is a position
/// of the transform: it holds the value at psi^(2 r + 1), where psi is the smallest primitive 2N-th root of unity modulo the prime
/// and r is k with its log2(N) bits reversed.</para>
/// <para>Source: SEAL 4.1 <c>Ciphertext::save_members</c>, <c>util/ntt.cpp</c>. Seed-compressed ciphertexts, which SEAL saves from
/// <c>Serializable&lt;Ciphertext&gt;</c>, are not supported.</para>
/// </remarks>
public sealed class SealCiphertext
{
    /// <summary>The fewest polynomials of a ciphertext.</summary>
    public const int MinSize = 2;

    /// <summary>The most polynomials of a ciphertext: SEAL's <c>SEAL_CIPHERTEXT_SIZE_MAX</c>.</summary>
    public const int MaxSize = 16;

    /// <summary>The correction factor that SEAL writes; only BGV uses another than 1.</summary>
    public const ulong CorrectionFactor = 1;

    private const int FixedByteCount = SealHeader.ByteCount + SealParmsId.ByteCount + sizeof(byte) + (5 * sizeof(ulong));

    private readonly ulong[] words;

    /// <summary>Creates a ciphertext from its coefficients, which are copied.</summary>
    /// <param name="parameters">The parameters of the context.</param>
    /// <param name="primeCount">The number of primes of its level: 1 to <see cref="SealParameters.MaxDataPrimeCount"/>.</param>
    /// <param name="scale">The factor between message and plaintext: finite and above 0.</param>
    /// <param name="coefficients">2 to 16 polynomials in SEAL's order, see the remarks; each coefficient below its prime.</param>
    /// <param name="isNttForm">Whether the coefficients are in NTT form, as CKKS operations of SEAL need them.</param>
    /// <exception cref="SealFormatException">
    /// A value is out of range: fields <c>coeffModulusSize</c>, <c>size</c>, <c>scale</c>, <c>data[i]</c>.
    /// </exception>
    public SealCiphertext(SealParameters parameters, int primeCount, double scale, ReadOnlySpan<ulong> coefficients, bool isNttForm = true)
        : this(parameters, primeCount, scale, isNttForm, coefficients.ToArray()) =>
        CheckLevel(parameters, primeCount, keyLevel: false);

    private SealCiphertext(SealParameters parameters, int primeCount, double scale, bool isNttForm, ulong[] words)
    {
        if (primeCount < 1 || primeCount > parameters.Primes.Length)
            throw new SealFormatException(
                "coeffModulusSize", $"{primeCount} primes", $"1 to {parameters.Primes.Length}", "Use a level of the given parameters.");
        var polynomialWordCount = parameters.Degree * primeCount;
        if (words.Length % polynomialWordCount != 0)
            throw new SealFormatException(
                "size", $"{words.Length} coefficients", $"a multiple of {polynomialWordCount}", "Give whole polynomials.");
        CheckSize((ulong)(words.Length / polynomialWordCount));
        CheckScale(scale);
        RnsRange.Check(parameters, primeCount, words, secret: false);

        Parameters = parameters;
        PrimeCount = primeCount;
        Scale = scale;
        IsNttForm = isNttForm;
        this.words = words;
    }

    /// <summary>The parameters of the context.</summary>
    public SealParameters Parameters { get; }

    /// <summary>The number of primes of its level.</summary>
    public int PrimeCount { get; }

    /// <summary>The factor between message and plaintext.</summary>
    public double Scale { get; }

    /// <summary>Whether the coefficients are in NTT form.</summary>
    public bool IsNttForm { get; }

    /// <summary>The identifier of its level.</summary>
    public SealParmsId ParmsId => Parameters.ParmsId(PrimeCount);

    /// <summary>The number of polynomials: 2, or more before relinearisation.</summary>
    public int Size => words.Length / (Parameters.Degree * PrimeCount);

    /// <summary>All coefficients in SEAL's order, see the remarks.</summary>
    public ReadOnlySpan<ulong> Coefficients => words;

    /// <summary>Reads what <c>Ciphertext::save</c> wrote with <c>compr_mode_type::none</c>.</summary>
    /// <param name="bytes">The whole object and nothing after it.</param>
    /// <param name="parameters">The parameters of the context it was made in.</param>
    /// <returns>The ciphertext; <see cref="Write"/> gives the same bytes again if SEAL 4.1 wrote them.</returns>
    /// <exception cref="SealFormatException">
    /// The bytes are not an uncompressed, unseeded SEAL 4.x ciphertext of these parameters: fields <c>header.*</c>, <c>parmsId</c>,
    /// <c>isNttForm</c>, <c>size</c>, <c>polyModulusDegree</c>, <c>coeffModulusSize</c>, <c>scale</c>, <c>correctionFactor</c>,
    /// <c>data.*</c>, <c>data[i]</c>.
    /// </exception>
    public static SealCiphertext Read(ReadOnlySpan<byte> bytes, SealParameters parameters) => Read(bytes, parameters, keyLevel: false);

    /// <summary>Writes what <c>Ciphertext::load</c> reads, uncompressed.</summary>
    public byte[] Write()
    {
        var writer = new SealWriter(FixedByteCount + SealReader.ArrayPrefixByteCount + (sizeof(ulong) * words.Length));
        writer.WriteParmsId(ParmsId);
        writer.WriteByte(IsNttForm ? (byte)1 : (byte)0);
        writer.WriteUInt64((ulong)Size);
        writer.WriteUInt64((ulong)Parameters.Degree);
        writer.WriteUInt64((ulong)PrimeCount);
        writer.WriteDouble(Scale);
        writer.WriteUInt64(CorrectionFactor);
        writer.WriteArray(words);
        return writer.ToArray();
    }

    /// <summary>The N coefficients of one polynomial modulo one prime.</summary>
    /// <param name="polynomial">0 to <see cref="Size"/> - 1.</param>
    /// <param name="prime">0 to <see cref="PrimeCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public ReadOnlySpan<ulong> Residues(int polynomial, int prime)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(polynomial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(polynomial, Size);
        ArgumentOutOfRangeException.ThrowIfNegative(prime);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prime, PrimeCount);
        return words.AsSpan(((polynomial * PrimeCount) + prime) * Parameters.Degree, Parameters.Degree);
    }

    /// <summary>Makes the encryption of zero at the key level that SEAL stores as a public key.</summary>
    internal static SealCiphertext AtKeyLevel(SealParameters parameters, ReadOnlySpan<ulong> coefficients) =>
        new(parameters, parameters.Primes.Length, 1, isNttForm: true, coefficients.ToArray());

    internal static SealCiphertext Read(ReadOnlySpan<byte> bytes, SealParameters parameters, bool keyLevel)
    {
        var reader = new SealReader(bytes);
        var id = reader.ReadParmsId("parmsId");
        if (!parameters.TryGetPrimeCount(id, out var primeCount))
            throw new SealFormatException(
                "parmsId", $"{id}", "an identifier of the given parameters", "Give the parameters of the context that made the data.");
        CheckLevel(parameters, primeCount, keyLevel);
        var form = reader.ReadByte("isNttForm");
        if (form > 1)
            throw new SealFormatException("isNttForm", $"{form}", "0 or 1", "The input is damaged: copy it again.");
        var size = reader.ReadUInt64("size");
        CheckSize(size);
        Expect("polyModulusDegree", reader.ReadUInt64("polyModulusDegree"), (ulong)parameters.Degree);
        Expect("coeffModulusSize", reader.ReadUInt64("coeffModulusSize"), (ulong)primeCount);
        var scale = reader.ReadDouble("scale");
        CheckScale(scale);
        Expect("correctionFactor", reader.ReadUInt64("correctionFactor"), CorrectionFactor);

        var polynomialWordCount = parameters.Degree * primeCount;
        reader.ReadArrayPrefix((int)size * polynomialWordCount, seededWordCount: polynomialWordCount);
        var words = new ulong[(int)size * polynomialWordCount];
        reader.ReadWords(words, "data");
        reader.End();
        return new SealCiphertext(parameters, primeCount, scale, form == 1, words);
    }

    private static void CheckLevel(SealParameters parameters, int primeCount, bool keyLevel)
    {
        if (keyLevel && primeCount != parameters.Primes.Length)
            throw new SealFormatException(
                "parmsId",
                $"the level with {primeCount} primes",
                $"the key level with {parameters.Primes.Length}",
                "Give a public key, not a ciphertext.");
        if (!keyLevel && primeCount > parameters.MaxDataPrimeCount)
            throw new SealFormatException(
                "parmsId",
                $"the level with {primeCount} primes",
                $"a level with 1 to {parameters.MaxDataPrimeCount}",
                "The special prime is for keys only: give a ciphertext, not a key.");
    }

    private static void CheckSize(ulong size)
    {
        if (size is < MinSize or > MaxSize)
            throw new SealFormatException("size", $"{size} polynomials", $"{MinSize} to {MaxSize}", "Give a whole, non-empty ciphertext.");
    }

    private static void CheckScale(double scale)
    {
        if (!(double.IsFinite(scale) && scale > 0))
            throw new SealFormatException("scale", $"{scale}", "a finite number above 0", "Encode with such a scale.");
    }

    private static void Expect(string field, ulong found, ulong expected)
    {
        if (found != expected)
            throw new SealFormatException(field, $"{found}", $"{expected}", "The input is damaged or was made for other parameters.");
    }
}
