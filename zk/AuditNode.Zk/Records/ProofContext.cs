using System.Buffers.Binary;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Records;

/// <summary>
/// What a proof for the chain is bound to. The contract puts the same tag together from its own chain id and address, from the sender
/// and from its storage, so that a proof cannot move to another chain, contract, job, institution, place in a chain of records, record
/// or kind of proof.
/// </summary>
/// <remarks>
/// A tag is an ASCII label, padded with zeros to 64 bytes, and then words of 32 bytes, big-endian; addresses are padded on the left.
/// All words have fixed width and every kind has a label of its own, so that no two contexts share a tag. docs/proofs.md lists them.
/// </remarks>
public abstract class ProofContext
{
    /// <summary>Bytes of a chain address.</summary>
    public const int AddressByteCount = 20;

    /// <summary>Bytes of a word: a hash, or a number.</summary>
    public const int WordByteCount = 32;

    /// <summary>The version of tags and records.</summary>
    public const ulong Schema = 1;

    private const int LabelByteCount = 64;

    private readonly byte[] _tag;

    private protected ProofContext(byte[] tag)
    {
        _tag = tag;
        SessionId = Ciphersuite.Bn254Keccak256.DeriveSessionId(tag, Flavor.Compact);
    }

    /// <summary>The tag, byte by byte as the contract has it.</summary>
    public ReadOnlySpan<byte> Tag => _tag;

    /// <summary>The session identifier, hashed from the tag.</summary>
    public SessionId SessionId { get; }

    /// <summary>Starts a tag: label, chain, contract and schema.</summary>
    private protected static TagWriter Begin(ReadOnlySpan<byte> label, int words, ulong chainId, ReadOnlySpan<byte> contract) =>
        new TagWriter(label, words).Number(chainId).Address(contract, nameof(contract)).Number(Schema);

    /// <summary>Appends words to a label.</summary>
    private protected sealed class TagWriter
    {
        private readonly byte[] _bytes;
        private int _position = LabelByteCount;

        public TagWriter(ReadOnlySpan<byte> label, int words)
        {
            _bytes = new byte[LabelByteCount + (words * WordByteCount)];
            label.CopyTo(_bytes.AsSpan(0, LabelByteCount));
        }

        public TagWriter Number(ulong value)
        {
            BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(_position + WordByteCount - sizeof(ulong)), value);
            _position += WordByteCount;
            return this;
        }

        public TagWriter Address(ReadOnlySpan<byte> value, string field)
        {
            ProofParameterException.ThrowIfLengthIsNot(value.Length, AddressByteCount, field);
            value.CopyTo(_bytes.AsSpan(_position + WordByteCount - AddressByteCount));
            _position += WordByteCount;
            return this;
        }

        public TagWriter Word(ReadOnlySpan<byte> value, string field)
        {
            ProofParameterException.ThrowIfLengthIsNot(value.Length, WordByteCount, field);
            value.CopyTo(_bytes.AsSpan(_position));
            _position += WordByteCount;
            return this;
        }

        public byte[] ToTag() =>
            _position == _bytes.Length ? _bytes : throw new InvalidOperationException("The tag has fewer words than its kind has.");
    }
}
