using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AuditNode.Engine.Data;

/// <summary>
/// Checks that the parties' files have the same records in the same order, which everything else takes for granted.
/// </summary>
/// <remarks>
/// A digest covers all identifiers at once. Whoever has one and the job's salt learns whether a complete list of identifiers that he
/// already knows or guesses is the party's, in this order: equality, nothing about a single record unless all others are known. The salt
/// is fresh in every job, so that digests of different jobs cannot be compared. Files without an identifier column are only compared in
/// length.
/// </remarks>
public static class RecordAlignment
{
    /// <summary>The length of a salt, in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>Computes what a party tells the others.</summary>
    /// <param name="table">The party's records.</param>
    /// <param name="salt">Exactly 32 bytes, random, fresh in every job and the same for all its parties.</param>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static RecordDigest Digest(Table table, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltLength)
            throw new ArgumentException($"The salt has {salt.Length} bytes; it must have {SaltLength}.", nameof(salt));
        if (table.Identifier is not { } identifiers) return new RecordDigest(table.RecordCount, null);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, salt);
        hash.AppendData("AuditNode.Engine.Data.RecordAlignment.1"u8);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, table.RecordCount);
        hash.AppendData(length);

        // The length before each identifier keeps ("ab", "c") apart from ("a", "bc").
        byte[] buffer = [];
        foreach (string identifier in identifiers.Cells)
        {
            int count = Encoding.UTF8.GetByteCount(identifier);
            if (buffer.Length < count) buffer = new byte[2 * count];
            Encoding.UTF8.GetBytes(identifier, buffer);
            BinaryPrimitives.WriteInt32LittleEndian(length, count);
            hash.AppendData(length);
            hash.AppendData(buffer.AsSpan(0, count));
        }

        return new RecordDigest(table.RecordCount, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Compares the own digest with another party's.</summary>
    /// <param name="own">The own one.</param>
    /// <param name="other">The other's, as received.</param>
    /// <param name="party">The other party's name, for the message.</param>
    /// <exception cref="DataException">The numbers of records differ, or the identifiers, or only one of the two has
    /// identifiers.</exception>
    public static void Check(RecordDigest own, RecordDigest other, string party)
    {
        if (own.RecordCount != other.RecordCount)
        {
            throw new DataException(DataError.RecordCount, $"party '{party}' has {other.RecordCount} records",
                $"{own.RecordCount}, as in the own file",
                "compare the files: every party needs the same records in the same order");
        }

        if (own.Identifiers is null != other.Identifiers is null)
        {
            throw new DataException(DataError.RecordOrder,
                $"{(own.Identifiers is null ? $"only party '{party}'" : "only the own file")} has identifiers",
                "an identifier column in every file or in none", "correct the schemas");
        }

        if (string.Equals(own.Identifiers, other.Identifiers, StringComparison.Ordinal)) return;
        throw new DataException(DataError.RecordOrder, $"the identifiers of party '{party}' are not the own ones in the same order",
            "the same identifiers, spelt the same, in the same order",
            "sort both files by identifier, and leave out records that only one of them has");
    }
}
