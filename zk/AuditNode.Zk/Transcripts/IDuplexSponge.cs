namespace AuditNode.Zk.Transcripts;

/// <summary>
/// A hash function as the state that prover and verifier share: absorbs messages, and squeezes the bytes of which challenges are
/// made. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Source: "Interface" in the duplex sponge section of draft-irtf-cfrg-fiat-shamir. No separators are inserted: absorbing x and then y
/// is absorbing x || y, so what is absorbed must be prefix-free. Consecutive squeezes continue one stream, and a non-empty absorption
/// starts a new stream that depends on everything absorbed so far.
/// </remarks>
public interface IDuplexSponge : IDisposable
{
    /// <summary>Absorbs bytes; no bytes change nothing.</summary>
    /// <param name="data">Any number of bytes.</param>
    void Absorb(ReadOnlySpan<byte> data);

    /// <summary>Writes the next bytes of the output stream.</summary>
    /// <param name="destination">Any number of bytes; all of them are written.</param>
    void Squeeze(Span<byte> destination);
}

/// <summary>Makes a sponge that is seeded with a session identifier.</summary>
/// <param name="sessionId">Names the application context and the argument system.</param>
public delegate IDuplexSponge DuplexSpongeFactory(in SessionId sessionId);
