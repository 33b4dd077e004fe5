using System.Security.Cryptography;

namespace AuditNode.Zk.Transcripts;

/// <summary>The duplex sponge of SHAKE128 (FIPS 202), rate 168 bytes.</summary>
/// <remarks>
/// Source: "XOF duplex sponge" and suite `SHAKE128` in draft-irtf-cfrg-fiat-shamir: the output stream is
/// SHAKE128(session id || 136 zero bytes || absorbed bytes).
/// </remarks>
public sealed class Shake128Sponge : IDuplexSponge
{
    private const int Rate = 168;

    private readonly Shake128 _absorbed;
    private readonly SqueezedStream _stream = new();

    /// <summary>Seeds a sponge.</summary>
    /// <param name="sessionId">Names the application context and the argument system.</param>
    /// <exception cref="PlatformNotSupportedException">The system's cryptographic library has no SHAKE128.</exception>
    public Shake128Sponge(in SessionId sessionId)
    {
        if (!Shake128.IsSupported)
        {
            throw new PlatformNotSupportedException(
                "SHAKE128 is missing from this system's cryptographic library. It needs OpenSSL 1.1.1 or newer, or Windows 11 build 25324 or "
                + "newer; the ciphersuite sigma-proofs_Keccak256_BN254 does without it.");
        }

        _absorbed = new Shake128();
        Span<byte> block = stackalloc byte[Rate];
        block.Clear();
        sessionId.AsSpan().CopyTo(block);
        _absorbed.AppendData(block);
    }

    /// <inheritdoc/>
    public void Absorb(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty) return;
        _absorbed.AppendData(data);
        _stream.Restart();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Reading a stream of SHAKE piecewise needs OpenSSL 3.3; here a longer prefix of it is computed when the last one is used up, twice
    /// as long each time.
    /// </remarks>
    public void Squeeze(Span<byte> destination)
    {
        if (destination.Length > _stream.Available) _stream.Replace(_absorbed.GetCurrentHash(_stream.NextLength(destination.Length)));
        _stream.Read(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _absorbed.Dispose();
        _stream.Restart();
    }
}
