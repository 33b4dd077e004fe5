using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Proofs;

/// <summary>The suites of this library.</summary>
public static class Ciphersuite
{
    /// <summary>
    /// sigma-proofs_Shake128_P256 of draft-irtf-cfrg-sigma-protocols: for interoperability. Challenges are read little-endian.
    /// </summary>
    public static Ciphersuite<P256> P256Shake128 { get; } = new(
        "sigma-proofs_Shake128_P256", (in SessionId id) => new Shake128Sponge(id), Scalar<P256>.FromUniformBytesLittleEndian);

    /// <summary>
    /// sigma-proofs_Keccak256_BN254, our own: for proofs that contracts verify. Challenges are read big-endian, which the draft permits
    /// and saves the EVM swapping bytes. About 100 bits of security, the strength of BN254.
    /// </summary>
    public static Ciphersuite<Bn254> Bn254Keccak256 { get; } = new(
        "sigma-proofs_Keccak256_BN254", (in SessionId id) => new Keccak256Sponge(id), Scalar<Bn254>.FromUniformBytes);
}

/// <summary>A group, a sponge and the way from squeezed bytes to a challenge. Immutable and safe for concurrent use.</summary>
/// <remarks>Source: "Ciphersuites" in draft-irtf-cfrg-sigma-protocols.</remarks>
public sealed class Ciphersuite<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>Bytes squeezed for a challenge: the 32 of a scalar and 16 more, so that the remainder is within 2^-128 of uniform.</summary>
    public static readonly int ChallengeByteCount = Scalar<TCurve>.ByteCount + TranscriptCodec.ExtraBytes;

    private readonly DuplexSpongeFactory _sponges;
    private readonly ChallengeDecoding _decode;

    internal Ciphersuite(string identifier, DuplexSpongeFactory sponges, ChallengeDecoding decode)
    {
        Identifier = identifier;
        _sponges = sponges;
        _decode = decode;
    }

    internal delegate Scalar<TCurve> ChallengeDecoding(ReadOnlySpan<byte> squeezed);

    /// <summary>The name that tags contain.</summary>
    public string Identifier { get; }

    /// <summary>DeriveSessionID with the sponge of this suite.</summary>
    /// <param name="tag">Names application, version, flavor, suite and context; no two contexts may share a tag.</param>
    public SessionId DeriveSessionId(ReadOnlySpan<byte> tag) => SessionId.Derive(_sponges, tag);

    /// <summary>As <see cref="DeriveSessionId(ReadOnlySpan{byte})"/>, after a check that the tag keeps flavors and suites apart.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="flavor">The flavor whose marker the tag must contain.</param>
    /// <exception cref="ProofParameterException">The tag lacks the marker or the identifier of the suite.</exception>
    public SessionId DeriveSessionId(ReadOnlySpan<byte> tag, Flavor flavor)
    {
        foreach (string part in (ReadOnlySpan<string>)[FlavorMarker.For(flavor), Identifier])
        {
            if (tag.IndexOf(Encoding.ASCII.GetBytes(part)) < 0)
            {
                throw new ProofParameterException(
                    nameof(tag), $"The tag must contain '{part}', so that a proof holds under one flavor and suite only.");
            }
        }

        return DeriveSessionId(tag);
    }

    /// <summary>A sponge that is seeded with a session identifier.</summary>
    /// <param name="sessionId">The session identifier.</param>
    public IDuplexSponge CreateSponge(in SessionId sessionId) => _sponges(sessionId);

    /// <summary>Squeezed bytes as a scalar.</summary>
    /// <param name="squeezed">48 bytes.</param>
    /// <exception cref="ProofParameterException">The length is not 48.</exception>
    public Scalar<TCurve> DecodeChallenge(ReadOnlySpan<byte> squeezed)
    {
        ProofParameterException.ThrowIfLengthIsNot(squeezed.Length, ChallengeByteCount, nameof(squeezed));
        return _decode(squeezed);
    }
}
