using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace AuditNode.Zk.Transcripts;

/// <summary>The duplex sponge of Keccak-256, the hash of the EVM, rate 136 bytes.</summary>
/// <remarks>
/// <para>
/// Follows "XOF duplex sponge" in draft-irtf-cfrg-fiat-shamir, with this extendable-output function in place of a SHAKE: with
/// M = session id || 104 zero bytes || absorbed bytes and D = Keccak-256(M), the output stream is
/// Keccak-256(D || I2OSP(0, 32)) || Keccak-256(D || I2OSP(1, 32)) || ...
/// </para>
/// <para>
/// Inner inputs have 136 bytes or more and outer ones exactly 64, so no query of one kind is ever one of the other: with Keccak-256 a
/// random oracle, D is a random function of M, and the stream one of D.
/// </para>
/// <para>Keccak-256 pads with 0x01 as in the Keccak submission, not with 0x06 as SHA3-256 (FIPS 202) does.</para>
/// </remarks>
public sealed class Keccak256Sponge : IDuplexSponge
{
    private const int Rate = 136;
    private const int DigestLength = Keccak256.HashByteCount;

    private readonly KeccakDigest _absorbed = Keccak256.Create();
    private readonly byte[] _outer = new byte[2 * DigestLength];
    private readonly byte[] _block = new byte[DigestLength];
    private bool _squeezing;
    private uint _nextBlock;
    private int _used = DigestLength;

    /// <summary>Seeds a sponge.</summary>
    /// <param name="sessionId">Names the application context and the argument system.</param>
    public Keccak256Sponge(in SessionId sessionId)
    {
        byte[] block = new byte[Rate];
        sessionId.AsSpan().CopyTo(block);
        _absorbed.BlockUpdate(block, 0, block.Length);
    }

    /// <inheritdoc/>
    public void Absorb(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty) return;
        byte[] bytes = data.ToArray();
        _absorbed.BlockUpdate(bytes, 0, bytes.Length);
        _squeezing = false;
        _used = DigestLength;
        _nextBlock = 0;
    }

    /// <inheritdoc/>
    public void Squeeze(Span<byte> destination)
    {
        if (!_squeezing)
        {
            new KeccakDigest(_absorbed).DoFinal(_outer, 0);
            _squeezing = true;
        }

        while (!destination.IsEmpty)
        {
            if (_used == DigestLength) NextBlock();
            int count = Math.Min(destination.Length, DigestLength - _used);
            _block.AsSpan(_used, count).CopyTo(destination);
            _used += count;
            destination = destination[count..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _absorbed.Reset();
        CryptographicOperations.ZeroMemory(_outer);
        CryptographicOperations.ZeroMemory(_block);
    }

    private void NextBlock()
    {
        BinaryPrimitives.WriteUInt32BigEndian(_outer.AsSpan(_outer.Length - sizeof(uint)), _nextBlock++);
        var digest = Keccak256.Create();
        digest.BlockUpdate(_outer, 0, _outer.Length);
        digest.DoFinal(_block, 0);
        _used = 0;
    }
}
