using System.Collections.Concurrent;
using System.Threading.Channels;
using AuditNode.Chain;
using AuditNode.Records.Operations;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Peers;

/// <summary>
/// The messages that other nodes sent and that were acknowledged, or are on their way: a database with a row for each, and files with their
/// bytes. A message that was acknowledged survives the end of the process and of the power. Safe for concurrent use.
/// </summary>
public sealed class MessageInbox : IDisposable
{
    /// <summary>What stays free on the disk unless said otherwise: 256 MiB.</summary>
    public const long DefaultMinimumFree = 1L << 28;

    private readonly ConcurrentDictionary<(Bytes32 Job, string Receiver, string Sender), Lazy<InboundLink>> _links = new();
    private readonly ConcurrentDictionary<(Bytes32 Job, string Receiver), Channel<bool>> _arrivals = new();
    private readonly InboxDatabase _database;
    private readonly string _folder;
    private readonly long _minimumFree;

    /// <summary>Raised when a message was taken for good: its header, its bytes with the header, and when its first came (or was read again after a restart).</summary>
    public event Action<WireHeader, long, DateTimeOffset>? Arrived;

    /// <summary>Opens or creates an inbox. One process has it at a time.</summary>
    /// <param name="folder">Created where it is missing, for its owner only.</param>
    /// <param name="minimumFree">Bytes that have to stay free on its disk; messages that would take them are refused for the time being.</param>
    /// <exception cref="InboxException">It cannot be opened.</exception>
    public MessageInbox(string folder, long minimumFree = DefaultMinimumFree)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumFree);
        (_folder, _minimumFree) = (Path.GetFullPath(folder), minimumFree);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
            else Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            _database = new InboxDatabase(Path.Combine(_folder, "inbox.db"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InboxException($"The inbox {_folder} cannot be opened: {e.Message} Check the disk, its space and the rights on the folder.", e);
        }
    }

    /// <summary>Waits for a message to a party, in the order of arrival; the same again and again until it is taken or another is asked for.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="receiver">Name of the party.</param>
    /// <param name="after">Number of the message before, or 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<InboxMessage> NextAsync(Bytes32 jobId, string receiver, long after, CancellationToken cancellationToken = default)
    {
        ChannelReader<bool> arrived = ArrivalsOf(jobId, receiver).Reader;
        while (true)
        {
            if (_database.FindWaiting(jobId, receiver, after) is { } row)
            {
                MessageAddress message = WireHeader.Parse(row.Header).Message;
                return new InboxMessage(row, InboundLink.FileOf(FolderOf(message), message.Sequence));
            }

            await arrived.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets the bytes of a message that its receiver has taken; its record and digest stay, so that repeats are recognised.</summary>
    /// <param name="message">The message.</param>
    public void MarkTaken(InboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _database.MarkTaken(message.Id);
        File.Delete(InboundLink.FileOf(FolderOf(message.Header.Message), message.Header.Message.Sequence));
    }

    /// <summary>Forgets a message that its receiver refused, and those of its sender after it, as if they had not come: the number is free again.</summary>
    /// <param name="message">The message.</param>
    public void Reject(MessageAddress message) => _database.DeleteFrom(message);

    /// <summary>The record that came with bytes from a party: what <c>counterparty.recordHash</c> of the own record is.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="receiver">Name of this node's party.</param>
    /// <param name="sender">Name of the other.</param>
    /// <param name="bodySha256">Digest of the artifact: the message's body.</param>
    /// <returns>The earliest such record, or null where none came.</returns>
    public ReceivedRecord? FindRecord(Bytes32 jobId, string receiver, string sender, Bytes32 bodySha256) =>
        _database.FindBody(jobId, receiver, sender, bodySha256).Select(ToRecord).FirstOrDefault(record => record is not null);

    /// <summary>All records that came with messages, in the order of arrival, to be checked against the ledger.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="receiver">Name of this node's party.</param>
    /// <param name="after">Only those after this message.</param>
    public IEnumerable<ReceivedRecord> ListRecords(Bytes32 jobId, string receiver, long after = 0)
    {
        const int page = 256;
        while (_database.FindAll(jobId, receiver, after, page) is { Count: > 0 } rows)
        {
            foreach (ReceivedRecord? record in rows.Select(ToRecord))
                if (record is not null) yield return record;
            after = rows[^1].Id;
        }
    }

    /// <summary>Forgets everything about a job that is over. It must not be open any more.</summary>
    /// <param name="jobId">The job.</param>
    public async Task RemoveJobAsync(Bytes32 jobId)
    {
        foreach ((Bytes32 Job, string Receiver, string Sender) key in _links.Keys.Where(key => key.Job == jobId))
            if (_links.TryRemove(key, out Lazy<InboundLink>? link)) await link.Value.CloseAsync().ConfigureAwait(false);
        _database.DeleteJob(jobId);
        string folder = Path.Combine(_folder, jobId.ToString()[2..]);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<InboundLink> link in _links.Values)
            if (link.IsValueCreated) link.Value.Dispose();
        _database.Dispose();
    }

    internal Task<UploadState> StateAsync(MessageAddress message, CancellationToken cancellationToken) =>
        LinkOf(message).StateAsync(message.Sequence, cancellationToken);

    internal Task<UploadState> AppendAsync(PeerJob job, MessageAddress message, Bytes32 digest, long offset, Stream body, CancellationToken cancellationToken) =>
        LinkOf(message).AppendAsync(job, message.Sequence, digest, offset, body, arrived =>
        {
            ArrivalsOf(message.JobId, message.To).Writer.TryWrite(true);
            Arrived?.Invoke(arrived.Header, arrived.Length, arrived.BegunAt);
        }, cancellationToken);

    private static ReceivedRecord? ToRecord(InboxRow row)
    {
        WireHeader header = WireHeader.Parse(row.Header);
        return header.Record.IsEmpty ? null : new ReceivedRecord(row.Id, header.Message, header.Sender, OperationRecord.HashOf(header.Record.Span), header.Record);
    }

    // One token is enough: whoever reads it looks into the database.
    private Channel<bool> ArrivalsOf(Bytes32 job, string receiver) => _arrivals.GetOrAdd(
        (job, receiver), _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));

    private InboundLink LinkOf(MessageAddress message) => _links.GetOrAdd(
        (message.JobId, message.To, message.From),
        _ => new Lazy<InboundLink>(() => new InboundLink(_database, message with { Sequence = 0 }, FolderOf(message), _minimumFree), LazyThreadSafetyMode.PublicationOnly)).Value;

    private string FolderOf(MessageAddress message) => Path.Combine(_folder, message.JobId.ToString()[2..], message.To, message.From);
}
