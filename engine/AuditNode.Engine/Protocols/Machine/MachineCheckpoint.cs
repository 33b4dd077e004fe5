using System.Security.Cryptography;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>The frame of a stored state: whose it is, and a digest that finds damage.</summary>
internal static class MachineCheckpoint
{
    private const uint Magic = 0x53504e41; // "ANPS"

    private const ushort Version = 1;

    public static byte[] Wrap(string party, ReadOnlySpan<byte> jobDigest, byte[] state)
    {
        byte[] digest = jobDigest.ToArray();
        byte[] framed = FieldExtensions.Build(writer =>
        {
            writer.WriteUInt32(Magic);
            writer.WriteUInt16(Version);
            writer.WriteText(party);
            writer.WriteBytes(digest);
            writer.WriteBytes(state);
        });
        return [.. framed, .. SHA256.HashData(framed)];
    }

    public static ReadOnlySpan<byte> Unwrap(string party, ReadOnlySpan<byte> jobDigest, ReadOnlySpan<byte> checkpoint)
    {
        if (checkpoint.Length < Envelope.DigestLength || !SHA256.HashData(checkpoint[..^Envelope.DigestLength]).AsSpan().SequenceEqual(checkpoint[^Envelope.DigestLength..]))
            throw new StorageException($"The stored state of {party} is damaged; restore it, or run the job anew under another id.");
        var reader = new BoundedReader(checkpoint[..^Envelope.DigestLength]);
        try
        {
            if (reader.ReadUInt32("magic") != Magic || reader.ReadUInt16("version") != Version)
                throw new StorageException($"The stored state of {party} is of another version; finish the job with the version that began it.");
            if (reader.ReadText("party") != party || !reader.ReadBytes("job", Envelope.DigestLength).SequenceEqual(jobDigest))
                throw new StorageException($"The stored state is that of another party or of a job with another specification; give {party} a store of its own and the job another id.");
        }
        catch (SerializationException e)
        {
            throw new StorageException($"The stored state of {party} cannot be read.", e);
        }

        return checkpoint[reader.Position..^Envelope.DigestLength];
    }
}
