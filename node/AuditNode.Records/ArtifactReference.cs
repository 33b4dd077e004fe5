using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Records.Canonical;

namespace AuditNode.Records;

/// <summary>An artifact as a record names it: what it is within the operation, and which bytes.</summary>
/// <param name="Name">1 to 96 of a-z, A-Z, 0-9, '.', '-' and '_', for instance <c>centroids</c>.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
/// <param name="ByteCount">Their number, below 2^53.</param>
public sealed record ArtifactReference(string Name, Bytes32 Sha256, long ByteCount)
{
    /// <summary>The most characters of a name.</summary>
    public const int MaximumNameLength = 96;

    /// <summary>The reference to bytes that are at hand.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="content">The bytes.</param>
    public static ArtifactReference Of(string name, ReadOnlySpan<byte> content) =>
        new(name, Bytes32.FromBytes(SHA256.HashData(content)), content.Length);

    /// <summary>Whether a text can name an artifact.</summary>
    /// <param name="name">Any text.</param>
    public static bool IsValidName(string? name) =>
        name is { Length: > 0 and <= MaximumNameLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    internal void Validate(string path)
    {
        if (!IsValidName(Name))
            throw new RecordFormatException($"{path}.name", $"An artifact's name has 1 to {MaximumNameLength} of a-z, A-Z, 0-9, '.', '-' and '_'.");
        if (ByteCount is < 0 or > CanonicalValue.MaximumInteger)
            throw new RecordFormatException($"{path}.bytes", $"It is {ByteCount}; it must lie in [0, {CanonicalValue.MaximumInteger}].");
    }

    internal CanonicalObject ToValue() => new MemberWriter().Add("name", Name).Add("sha256", Sha256).Add("bytes", ByteCount).ToObject();

    internal static ArtifactReference Read(CanonicalValue value, string path)
    {
        MemberReader reader = MemberReader.Of(value, path);
        var reference = new ArtifactReference(
            reader.Text("name"), reader.Word("sha256"), reader.Integer("bytes", 0, CanonicalValue.MaximumInteger));
        reader.End();
        reference.Validate(path);
        return reference;
    }
}
