using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Journal;
using AuditNode.Records.Artifacts;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Tests.Journal;

public sealed class OperationJournalTests : IDisposable
{
    private static readonly Bytes32 s_jobId = Keccak256.HashData("job"u8);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RecordsAreGaplessLinkedAndArchivedWithTheirArtifacts()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        OperationJournal journal = await local.OpenAsync(s_jobId);
        Bytes32 previous = OperationRecord.StreamIdOf((long)LocalJournal.Identity.ChainId, LocalJournal.Identity.Ledger, s_jobId, LocalJournal.Identity.Institution);
        for (int i = 0; i < 5; i++)
        {
            OperationRecord record = i == 2
                ? await journal.RecordAsync(new NodeEvent(NodeRecordKind.MessageRefused))
                : await journal.RecordAsync(SampleOperations.Number(i < 2 ? i : i - 1));
            Assert.Equal((i, previous), (record.Sequence, record.PreviousRecordHash));
            Assert.Equal(record.ToBytes(), await local.Archive.Reader.ReadRecordAsync(s_jobId, LocalJournal.Identity.Institution, i));
            Assert.Equal(record, await journal.FindAsync(i));
            foreach (var artifact in record.Inputs.Concat(record.Outputs))
                Assert.Equal(ArtifactState.Intact, await local.Archive.Reader.CheckArtifactAsync(artifact.Sha256, artifact.ByteCount));
            previous = record.Hash;
        }
    }

    [Fact]
    public async Task TheSameReportGivesTheSameRecordAlsoAfterARestart()
    {
        OperationRecord first, happened;
        var proposed = new NodeEvent(NodeRecordKind.JobProposed) { Key = "proposed" };
        await using (LocalJournal local = await LocalJournal.OpenAsync(_folder))
        {
            OperationJournal journal = await local.OpenAsync(s_jobId);
            first = await journal.RecordAsync(SampleOperations.Number(0));
            happened = await journal.RecordAsync(proposed);
            Assert.Equal(first, await journal.RecordAsync(SampleOperations.Number(0)));
        }

        await using LocalJournal again = await LocalJournal.OpenAsync(_folder);
        OperationJournal reopened = await again.OpenAsync(s_jobId);
        Assert.Equal(first, await reopened.RecordAsync(SampleOperations.Number(0)));
        Assert.Equal(happened, await reopened.RecordAsync(proposed));
        Assert.Equal(2, (await reopened.RecordAsync(SampleOperations.Number(1))).Sequence);
    }

    [Fact]
    public async Task OtherContentUnderTheSameNumberIsRefused()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        OperationJournal journal = await local.OpenAsync(s_jobId);
        await journal.RecordAsync(SampleOperations.Number(0));
        JournalException refusal = await Assert.ThrowsAsync<JournalException>(() => journal.RecordAsync(SampleOperations.Number(0, "changed")));
        Assert.Equal((JournalFault.Conflict, false), (refusal.Fault, refusal.IsFinal));
        Assert.Equal(1, (await journal.RecordAsync(SampleOperations.Number(1))).Sequence);
    }

    [Fact]
    public async Task TwoPartiesOfOneInstitutionShareAStream()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        OperationJournal one = await local.OpenAsync(s_jobId);
        OperationJournal two = await local.Journals.OpenAsync(SampleOperations.Job(s_jobId), "second");
        OperationRecord[] records = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two).RecordAsync(SampleOperations.Number(i / 2))));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), records.Select(record => record.Sequence).Order());
        Assert.Equal(20, records.Select(record => record.Hash).Distinct().Count());
    }

    [Fact]
    public async Task ListsThatAreTooLongBecomeAManifest()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        OperationJournal journal = await local.OpenAsync(s_jobId);
        Artifact[] features = [.. Enumerable.Range(0, 40).Select(i => new Artifact($"feature.0.{i}", new byte[] { (byte)i }))];
        OperationRecord record = await journal.RecordAsync(SampleOperations.Number(0) with { Inputs = features });
        Assert.Equal(ArtifactManifest.InputsName, record.Inputs.Single().Name);
        byte[] bytes = await local.Archive.Artifacts.ReadAsync(record.Inputs[0].Sha256, ArtifactManifest.MaximumByteCount);
        Assert.Equal(features.Select(feature => feature.Name), ArtifactManifest.Parse(bytes).Artifacts.Select(artifact => artifact.Name));
        Assert.Equal(record, await journal.RecordAsync(SampleOperations.Number(0) with { Inputs = features }));
    }

    [Fact]
    public async Task WhatACrashLeftJournaledOnlyIsArchivedWhenTheStreamIsOpened()
    {
        await using (LocalJournal local = await LocalJournal.OpenAsync(_folder))
        {
            OperationJournal journal = await local.OpenAsync(s_jobId);
            for (int i = 0; i < 4; i++) await journal.RecordAsync(SampleOperations.Number(i));
        }

        string[] records = [.. Directory.EnumerateFiles(_folder.At("archive"), "0000*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(4, records.Length);
        foreach (string lost in records[2..]) File.Delete(lost);
        await using LocalJournal again = await LocalJournal.OpenAsync(_folder);
        await again.OpenAsync(s_jobId);
        Assert.True(again.Archive.Reader.ListRecords(s_jobId, LocalJournal.Identity.Institution) is { IsGapless: true, End: 4 });
    }

    [Fact]
    public async Task ARecordIsFoundByWhatItSentAndToWhom()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        OperationJournal journal = await local.OpenAsync(s_jobId);
        Operation operation = SampleOperations.Sent(0, "ciphertext");
        OperationRecord sent = await journal.RecordAsync(operation);
        await journal.RecordAsync(operation with { Sequence = 1, Counterparty = null, Kind = OperationKind.NoiseAdded });
        Assert.Equal("noisy-sums", sent.Leakage);
        Assert.Equal(sent, await journal.FindByOutputAsync(operation.Outputs[0].Sha256, SampleOperations.Bank));
        Assert.Equal(1, (await journal.FindByOutputAsync(operation.Outputs[0].Sha256))!.Sequence);
        Assert.Null(await journal.FindByOutputAsync(new byte[32]));
    }

    [Fact]
    public async Task AReceivedMessageNamesTheRecordOfItsSender()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder);
        Bytes32 theirs = Keccak256.HashData("theirs"u8);
        JobStream job = SampleOperations.Job(s_jobId) with { SentRecordOf = (_, _) => ValueTask.FromResult<Bytes32?>(theirs) };
        OperationJournal journal = await local.Journals.OpenAsync(job, SampleOperations.Party);
        OperationRecord received = await journal.RecordAsync(SampleOperations.Number(0) with { Kind = OperationKind.CiphertextsReceived, Counterparty = SampleOperations.Other });
        Assert.Equal(new RecordCounterparty(SampleOperations.Bank, theirs), received.Counterparty);
    }

    [Fact]
    public async Task ReportsWaitWhileTheBacklogIsFull()
    {
        await using LocalJournal local = await LocalJournal.OpenAsync(_folder, LocalJournal.Options(_folder) with { MaximumBacklog = 3 });
        OperationJournal journal = await local.OpenAsync(s_jobId);
        for (int i = 0; i < 3; i++) await journal.RecordAsync(SampleOperations.Number(i));
        using var stop = new CancellationTokenSource();
        Task<OperationRecord> fourth = journal.RecordAsync(SampleOperations.Number(3), stop.Token);
        await local.Database.RunAsync(_ => { }); // whatever the fourth does first, it has done
        Assert.False(fourth.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth);
        Assert.Null(await journal.FindAsync(3));
        await local.Database.RunAsync(connection => connection.Execute("UPDATE streams SET submitted = 1, included = 1, final = 1"));
        Assert.Equal(3, (await journal.RecordAsync(SampleOperations.Number(3))).Sequence);
    }
}
