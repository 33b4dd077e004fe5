using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>All releases of one key with the budget that they are made under, in one canonical serialised form.</summary>
/// <param name="KeyDigest">SHA-256 that names the key.</param>
/// <param name="Budget">The budget.</param>
/// <param name="Entries">Releases by digest.</param>
internal sealed record ReleaseJournal(ReadOnlyMemory<byte> KeyDigest, FloodingBudget Budget, ImmutableSortedDictionary<string, ReleaseEntry> Entries)
{
    private const int DigestLength = SHA256.HashSizeInBytes;
    private const int MaximumIntegers = 1 << 15;

    private static ReadOnlySpan<byte> Magic => "AuditNode.Releases.1"u8;

    /// <summary>The journal of a key that has released nothing.</summary>
    public static ReleaseJournal Empty(ReadOnlyMemory<byte> keyDigest, FloodingBudget budget) =>
        new(keyDigest, budget, ImmutableSortedDictionary.Create<string, ReleaseEntry>(StringComparer.Ordinal));

    /// <summary>The same with an entry added or replaced.</summary>
    public ReleaseJournal With(ReleaseEntry entry) => this with { Entries = Entries.SetItem(entry.Name, entry) };

    /// <summary>Serialises.</summary>
    public byte[] ToBytes()
    {
        byte[] covered = FieldExtensions.Build(writer =>
        {
            writer.WriteBytes(Magic);
            writer.WriteBytes(KeyDigest.Span);
            writer.WriteByte((byte)Budget.StatisticalBits);
            writer.WriteUInt64((ulong)Budget.MaximumReleases);
            writer.WriteUInt32((uint)Entries.Count);
            foreach (ReleaseEntry entry in Entries.Values)
            {
                writer.WriteBytes(entry.Digest.Span);
                writer.WriteByte(entry.Integers is null ? (byte)0 : (byte)1);
                if (entry.Integers is null)
                {
                    writer.WriteBytes(entry.Seed.Span);
                    continue;
                }

                writer.WriteUInt32((uint)entry.Integers.Count);
                foreach (BigInteger value in entry.Integers) writer.WriteInteger(value);
            }
        });
        return [.. covered, .. SHA256.HashData(covered)];
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="SerializationException">The bytes are damaged.</exception>
    public static ReleaseJournal FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < DigestLength || !SHA256.HashData(bytes[..^DigestLength]).AsSpan().SequenceEqual(bytes[^DigestLength..]))
            throw Refusal("digest", "bytes with another digest", "the SHA-256 of what precedes it");
        var reader = new BoundedReader(bytes[..^DigestLength]);
        if (!reader.ReadBytes("magic", Magic.Length).SequenceEqual(Magic)) throw Refusal("magic", "other bytes", "those of a journal of releases");
        byte[] key = reader.ReadBytes("key", DigestLength).ToArray();
        int bits = reader.ReadByte("statistical bits");
        if (bits > FloodingBudget.MaximumStatisticalBits) throw Refusal("statistical bits", $"{bits}", $"0 to {FloodingBudget.MaximumStatisticalBits}");
        long releases = reader.ReadInt64("maximum releases", sizeof(ulong), FloodingBudget.LargestMaximumReleases);
        if (releases < 1) throw Refusal("maximum releases", "0", "1 or more");
        int count = reader.ReadCount("entries", 0, (int)releases, DigestLength + 1);
        ReleaseJournal journal = Empty(key, new FloodingBudget(releases, bits));
        string previous = string.Empty;
        for (int i = 0; i < count; i++)
        {
            ReleaseEntry entry = ReadEntry(ref reader);
            if (string.CompareOrdinal(entry.Name, previous) <= 0) throw Refusal("entries", entry.Name, "ascending digests");
            previous = entry.Name;
            journal = journal.With(entry);
        }

        reader.EnsureEnd();
        return journal;
    }

    private static ReleaseEntry ReadEntry(ref BoundedReader reader)
    {
        byte[] digest = reader.ReadBytes("entry", DigestLength).ToArray();
        if (!reader.ReadFlag("released")) return new ReleaseEntry(digest, reader.ReadBytes("seed", RandomStream.SeedLength).ToArray(), Integers: null);
        var integers = new BigInteger[reader.ReadCount("integers", 1, MaximumIntegers, bytesEach: 2)];
        for (int i = 0; i < integers.Length; i++) integers[i] = reader.ReadInteger("integer");
        return new ReleaseEntry(digest, default, integers);
    }

    private static SerializationException Refusal(string field, string value, string allowed) =>
        new(field, value, allowed, "The journal of releases is damaged; do not release anything with this key any more, make new keys.");
}
