using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Records.Archives;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Tests.Journal;

/// <summary>A journal and an archive in a folder, without a chain.</summary>
internal sealed class LocalJournal : IAsyncDisposable
{
    public static readonly JournalIdentity Identity = new(
        1337, Address.FromBytes([.. Enumerable.Repeat((byte)0x1e, Address.ByteCount)]), Address.FromBytes([.. Enumerable.Repeat((byte)0xa1, Address.ByteCount)]));

    private LocalJournal(JournalDatabase database, Archive archive, ProofKey key) =>
        (Database, Archive, Key, Journals) = (database, archive, key, new OperationJournals(database, archive, key));

    public JournalDatabase Database { get; }

    public Archive Archive { get; }

    public ProofKey Key { get; }

    public OperationJournals Journals { get; }

    public static JournalOptions Options(TemporaryFolder folder) => new() { Path = folder.At("journal.db") };

    public static async Task<LocalJournal> OpenAsync(TemporaryFolder folder, JournalOptions? options = null) =>
        new(await JournalDatabase.OpenAsync(options ?? Options(folder), Identity), new Archive(folder.At("archive")), ProofKey.Generate());

    public Task<OperationJournal> OpenAsync(Bytes32 jobId) => Journals.OpenAsync(SampleOperations.Job(jobId), SampleOperations.Party);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Archive.Dispose();
        Key.Dispose();
    }
}
