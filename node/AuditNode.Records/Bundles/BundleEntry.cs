using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Canonical;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;

namespace AuditNode.Records.Bundles;

/// <summary>A file of a bundle: a line of its index.</summary>
/// <param name="Path">Its path, as in an archive's folder.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="ByteCount">Their number.</param>
/// <param name="Offset">Where they begin in the bundle.</param>
internal sealed record BundleEntry(string Path, Bytes32 Sha256, long ByteCount, long Offset = 0)
{
    public const int MaximumLineLength = 512;

    public byte[] ToLine() =>
        [.. new MemberWriter().Add("path", Path).Add("sha256", Sha256).Add("bytes", ByteCount).ToObject().ToBytes(), (byte)'\n'];

    /// <summary>Reads a line of the index, and refuses paths that no archive has and lengths that no such file has.</summary>
    public static BundleEntry Read(ReadOnlySpan<byte> line, long offset)
    {
        var reader = new MemberReader(CanonicalReader.ReadObject(line, MaximumLineLength));
        string path = reader.Text("path");
        if (!ArchivePath.TryParse(path, out ArchiveEntry? parsed)) throw new RecordFormatException("path", $"'{HexText.Printable(path)}' is no path of an archive.");
        Bytes32 sha256 = reader.Word("sha256");
        if (parsed.Sha256 is { } named && named != sha256) throw new RecordFormatException("sha256", $"It differs from the digest in the path '{path}'.");
        long maximum = parsed.Sha256 is not null ? CanonicalValue.MaximumInteger
            : parsed.Institution is not null ? OperationRecord.MaximumByteCount : JobSpecification.MaximumByteCount;
        var entry = new BundleEntry(path, sha256, reader.Integer("bytes", 0, maximum), offset);
        reader.End();
        return entry;
    }
}
