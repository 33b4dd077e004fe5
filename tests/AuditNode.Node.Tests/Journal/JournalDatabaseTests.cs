using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Node.Journal;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Tests.Journal;

public sealed class JournalDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private JournalOptions Options => LocalJournal.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryCommitIsFlushedAndOnlyTheOwnerMayRead()
    {
        await using JournalDatabase journal = await JournalDatabase.OpenAsync(Options, LocalJournal.Identity);
        Assert.Equal("wal", await journal.RunAsync(connection => connection.Scalar("PRAGMA journal_mode")));
        Assert.Equal(2L, await journal.RunAsync(connection => connection.Scalar("PRAGMA synchronous")));
        Assert.Equal(1L, await journal.RunAsync(connection => connection.Scalar("PRAGMA foreign_keys")));
        if (OperatingSystem.IsWindows()) return;
        foreach (string file in Directory.EnumerateFiles(_folder.Path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task ASecondWriterIsRefused()
    {
        await using JournalDatabase journal = await JournalDatabase.OpenAsync(Options, LocalJournal.Identity);
        await AssertFaultAsync(JournalFault.InUse);
    }

    [Fact]
    public async Task AJournalOfAnotherInstitutionIsRefused()
    {
        await (await JournalDatabase.OpenAsync(Options, LocalJournal.Identity)).DisposeAsync();
        await AssertFaultAsync(JournalFault.WrongIdentity, LocalJournal.Identity with { ChainId = 1338 });
    }

    [Theory]
    [InlineData("PRAGMA user_version = 99", JournalFault.NewerVersion)]
    [InlineData("PRAGMA application_id = 7", JournalFault.Corrupted)]
    [InlineData("UPDATE records SET canonical = CAST(replace(CAST(canonical AS TEXT), 'unit', 'Unit') AS BLOB) WHERE sequence = 1", JournalFault.Corrupted)]
    [InlineData("DELETE FROM outputs; DELETE FROM records WHERE sequence = 1", JournalFault.Corrupted)]
    [InlineData("DELETE FROM outputs; DELETE FROM records WHERE sequence = 2", JournalFault.Corrupted)]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM streams", JournalFault.Corrupted)]
    public async Task WhatSomebodyChangedIsFound(string change, JournalFault fault)
    {
        await WriteRecordsAsync();
        using (var connection = new SqliteConnection($"Data Source={Options.Path};Pooling=False"))
        {
            connection.Open();
            connection.Execute(change);
        }

        await AssertFaultAsync(fault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(3 * 4096)]
    public async Task ADamagedPageIsFoundAndTheRemedyNamed(int offset)
    {
        await WriteRecordsAsync();
        using (var file = new FileStream(Options.Path, FileMode.Open, FileAccess.Write))
        {
            file.Position = offset;
            file.Write(RandomNumberGenerator.GetBytes(512));
        }

        JournalException refusal = await AssertFaultAsync(JournalFault.Corrupted);
        Assert.Contains("Keep the file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFullJournalStopsAndGoesOnWhenThereIsRoom()
    {
        Bytes32 jobId = Keccak256.HashData("full"u8);
        var confirmed = new List<Bytes32>();
        await using (LocalJournal full = await LocalJournal.OpenAsync(_folder, Options with { MaximumBytes = JournalOptions.LeastMaximumBytes }))
        {
            OperationJournal journal = await full.OpenAsync(jobId);
            JournalException refusal = await Assert.ThrowsAsync<JournalException>(async () =>
            {
                while (true) confirmed.Add((await journal.RecordAsync(SampleOperations.Number(confirmed.Count))).Hash);
            });
            Assert.Equal(JournalFault.DiskFull, refusal.Fault);
            Assert.Equal(JournalFault.DiskFull, (await full.Database.Failed).Fault);
            refusal = await Assert.ThrowsAsync<JournalException>(() => journal.RecordAsync(SampleOperations.Number(0)));
            Assert.Equal(JournalFault.DiskFull, refusal.Fault); // for good, until the process starts again
        }

        Assert.NotEmpty(confirmed);
        await using LocalJournal again = await LocalJournal.OpenAsync(_folder);
        OperationJournal reopened = await again.OpenAsync(jobId);
        for (int i = 0; i < confirmed.Count + 3; i++)
        {
            Bytes32 hash = (await reopened.RecordAsync(SampleOperations.Number(i))).Hash;
            if (i < confirmed.Count) Assert.Equal(confirmed[i], hash);
        }
    }

    [Fact]
    public async Task WorkThatIsRefusedLeavesTheRestOfItsTransaction()
    {
        await using JournalDatabase journal = await JournalDatabase.OpenAsync(Options, LocalJournal.Identity);
        Bytes32[] jobs = [.. Enumerable.Range(0, 40).Select(i => Keccak256.HashData([(byte)i]))];
        Task[] work = [.. jobs.Select((job, i) => journal.RunAsync(connection =>
        {
            StreamRow.Open(connection, job);
            if (i % 3 == 0) throw new InvalidOperationException("refused");
            if (i % 3 == 1) connection.Execute("UPDATE streams SET submitted = 1 WHERE job = $1", job.ToArray());
        }))];
        foreach (Task task in work)
            try { await task; } catch (Exception e) when (e is InvalidOperationException or SqliteException { SqliteErrorCode: 19 }) { }

        Assert.All(work, (task, i) => Assert.Equal(i % 3 == 2, task.IsCompletedSuccessfully));
        long streams = (long)(await journal.RunAsync(connection => connection.Scalar("SELECT count(*) FROM streams")))!;
        Assert.Equal(jobs.Where((_, i) => i % 3 == 2).Count(), streams);
    }

    [Fact]
    public async Task OptionsOutOfRangeAreRefused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => JournalDatabase.OpenAsync(Options with { MaximumBytes = 1 }, LocalJournal.Identity));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => JournalDatabase.OpenAsync(Options with { MaximumBacklog = 0 }, LocalJournal.Identity));
    }

    private async Task WriteRecordsAsync()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        OperationJournal journal = await local.OpenAsync(Keccak256.HashData("job"u8));
        for (int i = 0; i < 3; i++) await journal.RecordAsync(SampleOperations.Number(i));
    }

    private async Task<JournalException> AssertFaultAsync(JournalFault fault, JournalIdentity? identity = null)
    {
        JournalException refusal = await Assert.ThrowsAsync<JournalException>(() => JournalDatabase.OpenAsync(Options, identity ?? LocalJournal.Identity));
        Assert.Equal(fault, refusal.Fault);
        return refusal;
    }
}
