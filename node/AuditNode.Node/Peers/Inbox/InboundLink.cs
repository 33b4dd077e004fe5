using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Peers;

/// <summary>
/// What comes from one party to another in one job: messages one after the other, each in as many requests as it takes. The latest request
/// counts; one before it that still runs belongs to a connection that its sender has given up, and is ended. Safe for concurrent use.
/// </summary>
internal sealed class InboundLink : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _lock = new();
    private readonly InboxDatabase _database;
    private readonly MessageAddress _first;
    private readonly string _folder;
    private readonly long _minimumFree;
    private CancellationTokenSource? _running;
    private IncomingMessage? _current;
    private long _currentSequence = -1;

    public InboundLink(InboxDatabase database, MessageAddress first, string folder, long minimumFree)
    {
        (_database, _first, _folder, _minimumFree) = (database, first, folder, minimumFree);
        CreateFolder(folder);
    }

    /// <summary>How much of a message is here.</summary>
    public Task<UploadState> StateAsync(long sequence, CancellationToken cancellationToken) => LatestAsync(
        async token =>
        {
            if (_database.Find(_first with { Sequence = sequence }) is { } row) return new UploadState(row.Length, true, row.Digest);
            if (!await OpenAsync(sequence, token).ConfigureAwait(false)) return UploadState.Nothing;
            // What is said to be here must be here after a power failure, too.
            _current!.Flush();
            return new UploadState(_current.Offset, false, _current.Digest);
        },
        cancellationToken);

    /// <summary>Takes bytes of a message; see docs/peers.md.</summary>
    public Task<UploadState> AppendAsync(PeerJob job, long sequence, Bytes32 digest, long offset, Stream body, Action<IncomingMessage> arrived, CancellationToken cancellationToken) => LatestAsync(
        async token =>
        {
            MessageAddress address = _first with { Sequence = sequence };
            if (_database.Find(address) is { } row)
            {
                return row.Digest == digest
                    ? new UploadState(row.Length, true, row.Digest)
                    : throw new RefusedException(RefusalReason.Conflict, $"{address} was taken with other bytes");
            }

            (long next, long waiting) = _database.State(_first.JobId, _first.To, _first.From);
            if (sequence != next) throw new RefusedException(RefusalReason.SequenceGap, $"message {next} from {_first.From} is next, not {sequence}");
            OperationRecord? record = offset == 0
                ? await BeginAsync(job, address, digest, waiting, body, token).ConfigureAwait(false)
                : await ContinueAsync(job, address, digest, offset, token).ConfigureAwait(false);
            await ReceiveAsync(body, token).ConfigureAwait(false);
            IncomingMessage current = _current!;
            if (current.Offset < current.Length) return new UploadState(current.Offset, false, current.Digest);
            Complete(address, record);
            arrived(current);
            return new UploadState(current.Length, true, current.Digest);
        },
        cancellationToken);

    /// <summary>Ends what runs and closes the file.</summary>
    public async Task CloseAsync()
    {
        await LatestAsync(
            _ =>
            {
                Drop(delete: false);
                return Task.FromResult(UploadState.Nothing);
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _current?.Dispose();
        _gate.Dispose();
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Job, receiver and sender: three levels below the inbox.
        for (int level = 0; level < 3; level++) FolderSync.Flush(path = Path.GetDirectoryName(path)!);
    }

    private static RefusedException StorageFailed(Exception e) => new(RefusalReason.StorageFailed, "the message cannot be stored here now; try again later", e);

    private async Task<UploadState> LatestAsync(Func<CancellationToken, Task<UploadState>> action, CancellationToken cancellationToken)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_lock)
        {
            // Within the lock, so that it is not disposed of meanwhile.
            _running?.Cancel();
            _running = own;
        }

        try
        {
            await _gate.WaitAsync(own.Token).ConfigureAwait(false);
            try
            {
                return await action(own.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SqliteException or UnauthorizedAccessException)
            {
                throw StorageFailed(e);
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            lock (_lock)
            {
                if (ReferenceEquals(_running, own)) _running = null;
            }
        }
    }

    private async Task<OperationRecord?> BeginAsync(PeerJob job, MessageAddress address, Bytes32 digest, long waiting, Stream body, CancellationToken cancellationToken)
    {
        byte[] bytes = await IncomingMessage.ReadHeaderAsync(body, cancellationToken).ConfigureAwait(false);
        WireHeader header = WireHeader.Parse(bytes);
        OperationRecord? record = MessageCheck.Require(job, address, header, WireHeader.DigestOf(bytes), digest);
        RequireRoom(job, header, waiting + bytes.Length + header.PayloadLength);
        Drop(delete: true);
        _current = IncomingMessage.Begin(PartOf(address.Sequence), bytes, header);
        _currentSequence = address.Sequence;
        return record;
    }

    private async Task<OperationRecord?> ContinueAsync(PeerJob job, MessageAddress address, Bytes32 digest, long offset, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(address.Sequence, cancellationToken).ConfigureAwait(false) || _current!.Digest != digest || _current.Offset != offset)
            throw new RefusedException(RefusalReason.WrongOffset, $"byte {offset} of this message is not the next; ask how many are here");
        // The file may be older than the job's rules.
        return MessageCheck.Require(job, address, _current.Header, _current.Digest, digest);
    }

    private void RequireRoom(PeerJob job, WireHeader header, long needed)
    {
        if (needed > job.Quota) throw new RefusedException(RefusalReason.QuotaExceeded, $"messages of {needed} bytes would wait here, at most {job.Quota} may");
        if (new DriveInfo(_folder).AvailableFreeSpace < header.PayloadLength + _minimumFree)
            throw new RefusedException(RefusalReason.StorageFailed, "the disk has no room for the message; try again later");
    }

    /// <summary>Opens what is here of a message.</summary>
    private async Task<bool> OpenAsync(long sequence, CancellationToken cancellationToken)
    {
        if (_currentSequence == sequence) return _current is not null;
        Drop(delete: true);
        _current = await IncomingMessage.ReopenAsync(PartOf(sequence), cancellationToken).ConfigureAwait(false);
        _currentSequence = _current is null ? -1 : sequence;
        return _current is not null;
    }

    private async Task ReceiveAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            await _current!.AppendAsync(body, cancellationToken).ConfigureAwait(false);
            _current.Flush();
        }
        catch (RefusedException e)
        {
            // What the file holds is not sure after a failed write, and of no use after too many bytes.
            Drop(delete: e.Reason == RefusalReason.TooManyBytes);
            throw;
        }
    }

    /// <summary>Checks what came, and makes it last: file, folder, row, in this order. Whatever fails, nothing was acknowledged.</summary>
    private void Complete(MessageAddress address, OperationRecord? record)
    {
        IncomingMessage current = _current!;
        (Bytes32 payload, Bytes32 body) = current.FinishHash();
        try
        {
            if (payload != current.Header.PayloadSha256)
                throw new RefusedException(RefusalReason.WrongDigest, $"the bytes have the digest {payload}, the header says {current.Header.PayloadSha256}");
            if (record is not null)
            {
                if (current.BodyLength is not { } length) throw new RefusedException(RefusalReason.Malformed, "the payload does not begin as a message of the engine");
                RecordBinding.RequireNamed(record, body, length);
            }
        }
        catch (RefusedException)
        {
            Drop(delete: true);
            throw;
        }

        Drop(delete: false);
        try
        {
            File.Move(PartOf(address.Sequence), FileOf(_folder, address.Sequence), overwrite: true);
            FolderSync.Flush(_folder);
        }
        catch (IOException e)
        {
            throw StorageFailed(e);
        }

        _database.Insert(address, current.Header.ToBytes(), current.Digest, body, current.Length);
    }

    private void Drop(bool delete)
    {
        if (_current is null) return;
        _current.Dispose();
        if (delete) File.Delete(PartOf(_currentSequence));
        (_current, _currentSequence) = (null, -1);
    }

    internal static string FileOf(string folder, long sequence) => Path.Combine(folder, $"{sequence:D12}.message");

    private string PartOf(long sequence) => Path.Combine(_folder, $"{sequence:D12}.part");
}
