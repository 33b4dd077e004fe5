using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// Moves keys and ciphertexts between one context of this library and the SEAL context of the same primes. Both keep the same
/// residues in the same order, so nothing is lost and no noise is added. Safe for concurrent use.
/// </summary>
/// <param name="context">
/// The context, for example of <see cref="SealParameters.ToCkks"/>; its first special prime is SEAL's special prime.
/// </param>
public sealed class SealInterchange(CkksContext context)
{
    private readonly int degree = context.Rlwe.Parameters.Degree;

    /// <summary>The parameters of the SEAL context.</summary>
    public SealParameters Parameters { get; } = SealParameters.FromCkks(context.Parameters);

    /// <summary>The context of this library.</summary>
    public CkksContext Context => context;

    /// <summary>Takes a secret key over from SEAL.</summary>
    /// <param name="key">The key; it and the result stay the caller's to dispose.</param>
    /// <exception cref="SealFormatException">
    /// The key belongs to other parameters, or is not the same ternary polynomial modulo every prime: fields <c>parmsId</c>, <c>data</c>.
    /// </exception>
    public SecretKey Import(SealSecretKey key)
    {
        CheckSame(key.Parameters);
        try
        {
            return SecretKey.FromEvaluations(context.Rlwe, key.Coefficients);
        }
        catch (RlweParameterException)
        {
            throw new SealFormatException(
                "data",
                "residues of another polynomial",
                "those of one polynomial with coefficients -1, 0 and 1, modulo every prime",
                "The key is damaged: save it again with SEAL.");
        }
    }

    /// <summary>Takes a public key over from SEAL.</summary>
    /// <param name="key">The key. Whether it belongs to a secret key shows only when something is decrypted.</param>
    /// <exception cref="SealFormatException">The key belongs to other parameters: field <c>parmsId</c>.</exception>
    public PublicKey Import(SealPublicKey key)
    {
        CheckSame(key.Parameters);
        var half = key.Coefficients.Length / 2;
        return new PublicKey(context.Rlwe, key.Coefficients[..half], key.Coefficients[half..]);
    }

    /// <summary>Takes a ciphertext over from SEAL.</summary>
    /// <param name="ciphertext">A ciphertext of 2 or 3 polynomials in NTT form, at any level.</param>
    /// <returns>The ciphertext with as many limbs as that level has primes, and with the same scale.</returns>
    /// <exception cref="SealFormatException">
    /// The ciphertext belongs to other parameters, is not in NTT form, or is too large: fields <c>parmsId</c>, <c>isNttForm</c>,
    /// <c>size</c>.
    /// </exception>
    public Ciphertext Import(SealCiphertext ciphertext)
    {
        CheckSame(ciphertext.Parameters);
        if (!ciphertext.IsNttForm)
            throw new SealFormatException("isNttForm", "0", "1", "Call Evaluator::transform_to_ntt before saving.");
        if (ciphertext.Size > RlweCiphertext.MaximumSize)
            throw new SealFormatException(
                "size",
                $"{ciphertext.Size} polynomials",
                $"2 to {RlweCiphertext.MaximumSize}",
                "Call Evaluator::relinearize before saving.");
        return Ciphertext.FromEvaluations(context, ciphertext.Size, ciphertext.Scale, ciphertext.Coefficients);
    }

    /// <summary>Hands a secret key to SEAL.</summary>
    /// <param name="key">The key; it and the result stay the caller's to dispose.</param>
    /// <exception cref="OperandMismatchException">The key belongs to other parameters.</exception>
    /// <exception cref="ObjectDisposedException">The key is disposed.</exception>
    public SealSecretKey Export(SecretKey key)
    {
        CheckSame(key.Context, "secret key");
        var words = GC.AllocateUninitializedArray<ulong>(degree * Parameters.Primes.Length, pinned: true);
        try
        {
            for (var i = 0; i < Parameters.Primes.Length; i++)
                key.CopyEvaluationsTo(i, words.AsSpan(i * degree, degree));
            return new SealSecretKey(Parameters, words);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));
        }
    }

    /// <summary>Hands a public key to SEAL.</summary>
    /// <exception cref="OperandMismatchException">The key belongs to other parameters.</exception>
    public SealPublicKey Export(PublicKey key)
    {
        CheckSame(key.Context, "public key");
        return new SealPublicKey(Parameters, Words([key.B, key.A], Parameters.Primes.Length));
    }

    /// <summary>Hands a ciphertext to SEAL.</summary>
    /// <param name="ciphertext">A ciphertext of 2 or 3 polynomials with any number of limbs.</param>
    /// <returns>The ciphertext at the level with as many primes as there are limbs, and with the same scale.</returns>
    /// <exception cref="OperandMismatchException">The ciphertext belongs to other parameters.</exception>
    public SealCiphertext Export(Ciphertext ciphertext)
    {
        CheckSame(ciphertext.Context, "ciphertext");
        var words = Words([.. Enumerable.Range(0, ciphertext.Size).Select(i => ciphertext[i])], ciphertext.LimbCount);
        return new SealCiphertext(Parameters, ciphertext.LimbCount, ciphertext.Scale, words);
    }

    /// <summary>The residues in SEAL's order: polynomial by polynomial, in each prime by prime.</summary>
    private ulong[] Words(ReadOnlySpan<RnsPolynomial> polynomials, int limbs)
    {
        var words = new ulong[polynomials.Length * limbs * degree];
        for (var i = 0; i < polynomials.Length * limbs; i++)
            polynomials[i / limbs].CopyLimbTo(i % limbs, words.AsSpan(i * degree, degree));
        return words;
    }

    private void CheckSame(SealParameters other)
    {
        if (other.KeyParmsId != Parameters.KeyParmsId)
            throw new SealFormatException(
                "parmsId",
                $"{other.KeyParmsId}, another key level",
                $"{Parameters.KeyParmsId}",
                "Use the primes of the context, in their order.");
    }

    private void CheckSame(RlweContext other, string what)
    {
        if (!other.Parameters.Equals(context.Rlwe.Parameters))
            throw new OperandMismatchException(
                "parameters", $"The {what} belongs to other parameters ({other.Parameters}) than expected ({context.Rlwe.Parameters}).");
    }
}
