using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AuditNode.Zk.Transcripts;

/// <summary>
/// 32 bytes that name the context in which a proof holds; they start every transcript. Who verifies must derive them, never take them
/// from whoever presents the proof.
/// </summary>
/// <remarks>Source: "Session identifiers" in draft-irtf-cfrg-fiat-shamir.</remarks>
public readonly struct SessionId : IEquatable<SessionId>
{
    /// <summary>Bytes of a session identifier.</summary>
    public const int ByteCount = 32;

    private readonly Bytes _bytes;

    /// <summary>Takes 32 bytes that meet the requirements on session identifiers; where there is a tag, use <see cref="Derive"/>.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ProofParameterException">The length is not 32.</exception>
    public SessionId(ReadOnlySpan<byte> bytes)
    {
        ProofParameterException.ThrowIfLengthIsNot(bytes.Length, ByteCount, nameof(bytes));
        bytes.CopyTo(_bytes);
    }

    /// <summary>The string that seeds the sponge that derives session identifiers.</summary>
    private static ReadOnlySpan<byte> Domain => "irtf-cfrg-fiat-shamir/session-id"u8;

    /// <summary>DeriveSessionID: hashes a tag into a session identifier.</summary>
    /// <param name="sponges">The sponge of the ciphersuite.</param>
    /// <param name="tag">
    /// Application, version, flavor marker, ciphersuite and context, put together so that no two contexts share a tag.
    /// </param>
    public static SessionId Derive(DuplexSpongeFactory sponges, ReadOnlySpan<byte> tag)
    {
        ArgumentNullException.ThrowIfNull(sponges);
        using IDuplexSponge sponge = sponges(new SessionId(Domain));
        sponge.Absorb(tag);
        Span<byte> bytes = stackalloc byte[ByteCount];
        sponge.Squeeze(bytes);
        return new SessionId(bytes);
    }

    /// <summary>The 32 bytes.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <inheritdoc/>
    public bool Equals(SessionId other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(AsSpan());
        return hash.ToHashCode();
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    /// <summary>Whether two identifiers are the same.</summary>
    public static bool operator ==(SessionId left, SessionId right) => left.Equals(right);

    /// <summary>Whether two identifiers differ.</summary>
    public static bool operator !=(SessionId left, SessionId right) => !left.Equals(right);

    [InlineArray(ByteCount)]
    private struct Bytes
    {
        private byte _first;
    }
}
