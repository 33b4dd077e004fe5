using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>Decrypts with the secret key.</summary>
/// <remarks>
/// A decrypted plaintext contains the noise, from which a party that also holds the ciphertext can compute the secret key (Li and
/// Micciancio 2021, eprint 2020/1533). Never hand decoded values to anybody else without flooding; see docs/ckks.md.
/// </remarks>
/// <param name="context">Parameters.</param>
/// <param name="key">Secret key; stays the caller's to dispose.</param>
public sealed class Decryptor(CkksContext context, SecretKey key)
{
    private readonly SecretKey _key = Check(context, key);

    /// <summary>Decrypts a ciphertext of two or three polynomials; the plaintext gets its limbs and scale.</summary>
    /// <exception cref="OperandMismatchException">Something belongs to other parameters, or the ciphertext is transparent.</exception>
    public void Decrypt(Ciphertext ciphertext, Plaintext destination)
    {
        context.Rlwe.CheckSame(ciphertext.Context, "ciphertext");
        context.Rlwe.CheckSame(destination.Context.Rlwe, "destination");
        if (ciphertext.IsTransparent)
        {
            throw new OperandMismatchException("ciphertext",
                "The ciphertext hides nothing: all its polynomials but the first are zero. It is refused, since no encryptor makes such a ciphertext.");
        }

        RlweDecryptor.Phase(ciphertext, _key, destination.Polynomial);
        destination.Scale = ciphertext.Scale;
    }

    /// <summary>Decrypts to a new plaintext.</summary>
    /// <inheritdoc cref="Decrypt(Ciphertext, Plaintext)"/>
    public Plaintext Decrypt(Ciphertext ciphertext)
    {
        var destination = new Plaintext(context);
        Decrypt(ciphertext, destination);
        return destination;
    }

    private static SecretKey Check(CkksContext context, SecretKey key)
    {
        context.Rlwe.CheckSame(key.Context, "secret key");
        return key;
    }
}
