using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>A message that waits in the inbox.</summary>
public sealed class InboxMessage
{
    private readonly string _path;
    private readonly int _headerLength;

    internal InboxMessage(InboxRow row, string path)
    {
        (Id, _path, _headerLength, Header) = (row.Id, path, row.Header.Length, WireHeader.Parse(row.Header));
    }

    /// <summary>Its number, in the order of arrival.</summary>
    public long Id { get; }

    /// <summary>Header and record.</summary>
    public WireHeader Header { get; }

    /// <summary>Opens the payload for reading.</summary>
    /// <exception cref="StorageException">The file is gone.</exception>
    public Stream OpenPayload()
    {
        try
        {
            var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            file.Position = _headerLength;
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{Header.Message} was acknowledged, but {_path} cannot be read; restore the inbox from the disk it was on.", e);
        }
    }

    /// <summary>Reads the whole payload and checks its digest again.</summary>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <exception cref="StorageException">The file is gone or was changed.</exception>
    public async ValueTask<Envelope> ReadAsync(CancellationToken cancellationToken = default)
    {
        byte[] payload = new byte[Header.PayloadLength];
        Stream file = OpenPayload();
        await using (file.ConfigureAwait(false))
        {
            try
            {
                await file.ReadExactlyAsync(payload, cancellationToken).ConfigureAwait(false);
            }
            catch (EndOfStreamException e)
            {
                throw new StorageException($"{Header.Message} was acknowledged, but {_path} is cut off; check the disk.", e);
            }
        }

        return Bytes32.FromBytes(SHA256.HashData(payload)) == Header.PayloadSha256
            ? Envelope.Received(Header.Message.From, Header.Message.To, Header.Kind, Header.Message.Sequence, payload, Header.PayloadSha256.ToArray())
            : throw new StorageException($"{Header.Message} was changed in {_path} after it was acknowledged; check the disk.");
    }
}
