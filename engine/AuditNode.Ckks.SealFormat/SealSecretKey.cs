using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// A SEAL CKKS secret key: the ternary polynomial s over all primes of the key level, in NTT form and in the order that
/// <see cref="SealCiphertext"/> describes. The coefficients are held in memory that the garbage collector does not move and are
/// overwritten with zeros on <see cref="Dispose"/>. Source: SEAL 4.1 <c>SecretKey</c>, which saves a plaintext.
/// </summary>
/// <remarks>That the residues belong to one ternary polynomial shows only after the inverse transform; it is not checked here.</remarks>
public sealed class SealSecretKey : IDisposable
{
    private const int FixedByteCount = SealHeader.ByteCount + SealParmsId.ByteCount + (2 * sizeof(ulong));

    private readonly ulong[] words;
    private bool disposed;

    /// <summary>Creates a secret key from its coefficients, which are copied; zeroing the original is up to the caller.</summary>
    /// <param name="parameters">The parameters of the context.</param>
    /// <param name="coefficients">primes * N coefficients, prime by prime, in NTT form, each below its prime.</param>
    /// <exception cref="SealFormatException">
    /// Their number or one of them is out of range: fields <c>coeffCount</c>, <c>data[i]</c>.
    /// </exception>
    public SealSecretKey(SealParameters parameters, ReadOnlySpan<ulong> coefficients)
        : this(parameters)
    {
        CheckCount(parameters, (ulong)coefficients.Length);
        coefficients.CopyTo(words);
        CheckRange();
    }

    private SealSecretKey(SealParameters parameters)
    {
        Parameters = parameters;
        words = GC.AllocateArray<ulong>(parameters.Degree * parameters.Primes.Length, pinned: true);
    }

    /// <summary>The parameters of the context.</summary>
    public SealParameters Parameters { get; }

    /// <summary>All coefficients, prime by prime. The span shows zeros once the key is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The key is disposed.</exception>
    public ReadOnlySpan<ulong> Coefficients
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return words;
        }
    }

    /// <summary>Reads what <c>SecretKey::save</c> wrote with <c>compr_mode_type::none</c>.</summary>
    /// <param name="bytes">The whole object and nothing after it; zeroing it is up to the caller.</param>
    /// <param name="parameters">The parameters of the context it was made in.</param>
    /// <returns>The key; <see cref="Write"/> gives the same bytes again if SEAL 4.1 wrote them.</returns>
    /// <exception cref="SealFormatException">
    /// The bytes are not an uncompressed SEAL 4.x secret key of these parameters: fields <c>header.*</c>, <c>parmsId</c>,
    /// <c>coeffCount</c>, <c>scale</c>, <c>data.*</c>, <c>data[i]</c>.
    /// </exception>
    public static SealSecretKey Read(ReadOnlySpan<byte> bytes, SealParameters parameters)
    {
        var reader = new SealReader(bytes);
        var id = reader.ReadParmsId("parmsId");
        if (id != parameters.KeyParmsId)
            throw new SealFormatException(
                "parmsId", $"{id}", $"{parameters.KeyParmsId}, the key level", "Give a secret key and the parameters of its context.");
        CheckCount(parameters, reader.ReadUInt64("coeffCount"));
        var scale = reader.ReadDouble("scale");
        if (scale != 1)
            throw new SealFormatException("scale", $"{scale}", "1", "Give a secret key, not a plaintext.");
        reader.ReadArrayPrefix(parameters.Degree * parameters.Primes.Length, seededWordCount: 0);

        var key = new SealSecretKey(parameters);
        reader.ReadWords(key.words, "data");
        reader.End();
        key.CheckRange();
        return key;
    }

    /// <summary>
    /// Writes what <c>SecretKey::load</c> reads, uncompressed. The bytes are as secret as the key: the caller zeroes them after use.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The key is disposed.</exception>
    public byte[] Write()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var writer = new SealWriter(FixedByteCount + SealReader.ArrayPrefixByteCount + (sizeof(ulong) * words.Length));
        writer.WriteParmsId(Parameters.KeyParmsId);
        writer.WriteUInt64((ulong)words.Length);
        writer.WriteDouble(1);
        writer.WriteArray(words);
        return writer.ToArray();
    }

    /// <summary>The N coefficients modulo one prime.</summary>
    /// <param name="prime">0 to the number of primes - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The key is disposed.</exception>
    public ReadOnlySpan<ulong> Residues(int prime)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prime);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prime, Parameters.Primes.Length);
        return Coefficients.Slice(prime * Parameters.Degree, Parameters.Degree);
    }

    /// <summary>Overwrites the coefficients with zeros.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words.AsSpan()));
        disposed = true;
    }

    private static void CheckCount(SealParameters parameters, ulong count)
    {
        var expected = (ulong)(parameters.Degree * parameters.Primes.Length);
        if (count != expected)
            throw new SealFormatException(
                "coeffCount", $"{count} coefficients", $"{expected}", "Give a secret key and the parameters of its context.");
    }

    private void CheckRange()
    {
        try
        {
            RnsRange.Check(Parameters, Parameters.Primes.Length, words, secret: true);
        }
        catch (SealFormatException)
        {
            Dispose();
            throw;
        }
    }
}
