using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>
/// The content of a <c>relation.proof</c> artifact: the proofs of the parts of a statement that is too large for the ledger. The statement itself
/// is not in it, because verifiers build it from the record.
/// </summary>
/// <remarks>
/// Little-endian: magic <c>ANRP</c>; version, 2 bytes, 1; number of sections, 4; and for each section: length of the name, 1, and the name in
/// ASCII; number of auxiliary commitments, 4, and 64 bytes each, x || y big-endian; length of the proof, 4, and the proof.
/// </remarks>
public sealed class RelationProof
{
    /// <summary>The name under which it stands among the outputs of a record.</summary>
    public const string ArtifactName = "relation.proof";

    /// <summary>The most bytes.</summary>
    public const int MaximumByteCount = 1 << 29;

    private const ushort Version = 1;
    private const int HeaderLength = 10;
    private const int SmallestSection = 1 + 1 + sizeof(uint) + sizeof(uint) + CommitmentEncoding.ByteCount;

    internal RelationProof(IReadOnlyList<RelationProofSection> sections) => Sections = sections;

    /// <summary>The sections in order.</summary>
    public IReadOnlyList<RelationProofSection> Sections { get; }

    private static ReadOnlySpan<byte> Magic => "ANRP"u8;

    /// <summary>Finds a section.</summary>
    /// <param name="name">The part's name.</param>
    /// <returns>Null where there is none.</returns>
    public RelationProofSection? Find(string name) => Sections.FirstOrDefault(section => section.Name == name);

    /// <summary>The artifact's bytes.</summary>
    /// <exception cref="RecordFormatException">There are more than <see cref="MaximumByteCount"/>.</exception>
    public byte[] ToBytes()
    {
        long length = HeaderLength + Sections.Sum(section =>
            1L + section.Name.Length + sizeof(uint) + ((long)CommitmentEncoding.ByteCount * section.Auxiliaries.Length) + sizeof(uint) + section.Proof.Length);
        if (length > MaximumByteCount)
            throw new RecordFormatException(ArtifactName, $"The proofs have {length} bytes; at most {MaximumByteCount} are allowed. Commit to fewer or shorter columns.");
        byte[] bytes = new byte[length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(6), (uint)Sections.Count);
        Span<byte> rest = bytes.AsSpan(HeaderLength);
        foreach (RelationProofSection section in Sections)
        {
            rest[0] = checked((byte)section.Name.Length);
            Encoding.ASCII.GetBytes(section.Name, rest[1..]);
            rest = rest[(1 + section.Name.Length)..];
            BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)section.Auxiliaries.Length);
            rest = rest[sizeof(uint)..];
            GroupElement<Bn254>.WriteAll([.. section.Auxiliaries.Select(auxiliary => auxiliary.Element)], rest);
            rest = rest[(CommitmentEncoding.ByteCount * section.Auxiliaries.Length)..];
            BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)section.Proof.Length);
            section.Proof.Span.CopyTo(rest[sizeof(uint)..]);
            rest = rest[(sizeof(uint) + section.Proof.Length)..];
        }

        return bytes;
    }

    /// <summary>Reads bytes; memory is proportional to them, whatever their counts claim.</summary>
    /// <param name="bytes">Bytes of untrusted origin; not to be changed afterwards.</param>
    /// <exception cref="RecordFormatException">They are no such artifact; where, and what is wrong.</exception>
    public static RelationProof Parse(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> header = bytes.Span;
        if (header.Length is < HeaderLength or > MaximumByteCount || !header.StartsWith(Magic) || BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) != Version)
            throw new RecordFormatException(ArtifactName, $"It must begin with 'ANRP' and version {Version}, and have at most {MaximumByteCount} bytes.");
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header[6..]);
        ReadOnlyMemory<byte> rest = bytes[HeaderLength..];
        if (count > rest.Length / SmallestSection) throw new RecordFormatException(ArtifactName, $"It is too short for {count} sections.");
        var sections = new RelationProofSection[count];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < sections.Length; i++)
        {
            sections[i] = ReadSection(ref rest, $"{ArtifactName}[{i}]");
            if (!names.Add(sections[i].Name)) throw new RecordFormatException($"{ArtifactName}[{i}]", $"Section '{sections[i].Name}' occurs twice.");
        }

        return rest.IsEmpty ? new RelationProof(sections) : throw new RecordFormatException(ArtifactName, $"{rest.Length} bytes follow the last section; nothing may.");
    }

    private static RelationProofSection ReadSection(ref ReadOnlyMemory<byte> rest, string path)
    {
        int nameLength = Take(ref rest, 1, path).Span[0];
        string name = Encoding.Latin1.GetString(Take(ref rest, nameLength, path).Span);
        if (!ArtifactReference.IsValidName(name)) throw new RecordFormatException(path, "Its name has other characters than a-z, A-Z, 0-9, '.', '-' and '_'.");
        int auxiliaryCount = TakeCount(ref rest, CommitmentEncoding.ByteCount, path);
        var auxiliaries = ImmutableArray.CreateBuilder<Commitment<Bn254>>(auxiliaryCount);
        for (int i = 0; i < auxiliaryCount; i++)
        {
            if (!Commitment<Bn254>.TryRead(Take(ref rest, CommitmentEncoding.ByteCount, path).Span, out Commitment<Bn254> auxiliary))
                throw new RecordFormatException($"{path}.{name}", $"Auxiliary commitment {i} is no point of BN254 other than infinity.");
            auxiliaries.Add(auxiliary);
        }

        return new RelationProofSection(name, auxiliaries.MoveToImmutable(), Take(ref rest, TakeCount(ref rest, 1, path), path));
    }

    private static int TakeCount(ref ReadOnlyMemory<byte> rest, int bytesEach, string path)
    {
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref rest, sizeof(uint), path).Span);
        return count <= rest.Length / bytesEach ? (int)count : throw new RecordFormatException(path, $"It is too short for {count} items of {bytesEach} bytes.");
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int length, string path)
    {
        if (rest.Length < length) throw new RecordFormatException(path, "The artifact ends within it.");
        ReadOnlyMemory<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
