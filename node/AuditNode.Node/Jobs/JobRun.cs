using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using AuditNode.Node.Peers;
using AuditNode.Node.Proofs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>
/// One job of this institution from consent to its end: data, records, protocol, result. Everything that it must not forget is durable, so a run
/// that was cut off anywhere is taken up by another one. Not to be run twice at a time.
/// </summary>
/// <param name="services">What jobs are run with.</param>
/// <param name="jobId">The job.</param>
public sealed class JobRun(JobServices services, Bytes32 jobId)
{
    private JobProgressBoard Board => services.Progress;

    /// <summary>Runs the job, or goes on with it.</summary>
    /// <param name="cancellationToken">Ends the run; the job can be taken up later.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="JobRefusedException">This institution did not accept the job, or the chain does not have it in a state to run.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="Exception">Something outside of the job failed (chain, disk, journal): the job can be taken up later.</exception>
    public async Task<JobEnd> RunAsync(CancellationToken cancellationToken = default)
    {
        using JobTrace trace = JobTrace.Begin(jobId);
        try
        {
            return trace.End(await TakeUpAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            trace.Fail(e);
            throw;
        }
    }

    private async Task<JobEnd> TakeUpAsync(CancellationToken cancellationToken)
    {
        BlockTag block = services.Chain.StateAt(await services.Chain.FinalBlockAsync(cancellationToken).ConfigureAwait(false));
        if (await services.Chain.FindAsync(jobId, block, cancellationToken).ConfigureAwait(false) is not { } onChain || (JobState)onChain.State is JobState.Proposed)
        {
            throw new JobRefusedException(JobRefusal.WrongState, "state", "not all institutions with data have consented", $"{JobState.Consented} or {JobState.Running}",
                "wait for the consents");
        }

        if ((JobState)onChain.State is JobState.Completed or JobState.Aborted)
        {
            await services.Transports.CloseAsync(jobId, cancellationToken).ConfigureAwait(false);
            return End(new JobEnd((JobState)onChain.State, ReasonOf(onChain)));
        }

        Board.Enter(jobId, JobPhase.Starting);
        PreparedJob prepared = await PreparedJob.OfAsync(services, jobId, onChain, cancellationToken).ConfigureAwait(false);
        Board.Enter(jobId, JobPhase.Starting, rounds: prepared.Specification.Rounds);
        IJobTransport? transport = null;
        LocalDataset dataset = LocalDataset.None(prepared.Specification.Records);
        JobRefusedException? refusal = null;
        try
        {
            dataset = await prepared.ReadAsync(services, cancellationToken).ConfigureAwait(false);
        }
        catch (JobRefusedException e)
        {
            refusal = e; // The trail says why, and for that the journal has to be open.
        }

        JobStream stream = prepared.Stream(services, dataset, (operation, token) =>
            transport is { } open ? open.SentRecordOfAsync(operation, token) : new ValueTask<Bytes32?>((Bytes32?)null));
        OperationJournal journal = await services.Journals.OpenAsync(stream, prepared.Own.Name, cancellationToken).ConfigureAwait(false);
        var ledger = new JobLedger(services, jobId, journal);
        services.OpenJournals.Add(journal);
        try
        {
            if (refusal is not null) throw refusal;
            return End(await RunAsync(prepared, dataset, journal, ledger, opened => transport = opened, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (FatalOf(e) is { } fatal)
        {
            return End(await ledger.AbortAsync(fatal.Refusal, fatal.Field, cancellationToken).ConfigureAwait(false) with { Detail = Explain(e, prepared) });
        }
        finally
        {
            services.OpenJournals.Remove(jobId);
            if (transport is not null) await transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<JobEnd> RunAsync(
        PreparedJob prepared, LocalDataset dataset, OperationJournal journal, JobLedger ledger, Action<IJobTransport> opened, CancellationToken cancellationToken)
    {
        var guard = new JobGuard(services, jobId, prepared.Specification);
        if (prepared.Party.Role == PartyRole.ComputingParty) await ledger.StartAsync(cancellationToken).ConfigureAwait(false);
        if (await guard.StartedAsync(cancellationToken).ConfigureAwait(false) is { } ended) return await EndedAsync(ended, ledger, cancellationToken).ConfigureAwait(false);

        Board.Enter(jobId, JobPhase.Running);
        IJobTransport? transport = null;
        var records = new JobCommitmentRecords(services.Chain.Institution, journal, () => transport);
        using IVerticalKMeansParty party = CreateParty(prepared, dataset, journal, records);
        transport = await services.Transports.OpenAsync(new TransportOpening(jobId, prepared.Institutions, party, journal), cancellationToken).ConfigureAwait(false);
        opened(transport);
        var driver = new PartyDriver(party, transport);

        // The protocol, and what the chain says meanwhile: whatever ends first ends the other.
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task protocol = Task.Run(() => driver.RunAsync(running.Token), CancellationToken.None);
        Task<JobEnd> end = guard.EndedAsync(running.Token);
        Task completing = CompleteAsync(driver, prepared, party, ledger, running.Token);
        try
        {
            await Task.WhenAny(protocol, end, Failure(completing)).ConfigureAwait(false);
            if (protocol.IsCompleted) await protocol.ConfigureAwait(false);
            if (completing.IsFaulted) await completing.ConfigureAwait(false); // a result that cannot be reported would wait for ever
            JobEnd found = await end.ConfigureAwait(false);
            // The others may have been faster: what is left is the institution's own last record.
            if (found.State == JobState.Completed && driver.Finished.IsCompletedSuccessfully) await completing.ConfigureAwait(false);
            return await EndedAsync(found, ledger, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await running.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(Settled(protocol), Settled(end), Settled(completing)).ConfigureAwait(false);
        }
    }

    private IVerticalKMeansParty CreateParty(PreparedJob prepared, LocalDataset dataset, OperationJournal journal, ICommitmentRecords records)
    {
        var log = new JobOperationLog(journal, prepared.Job, prepared.Party, prepared.Account, dataset.Alignment, Board);
        var parties = new PartyServices(new ArtifactBlobStore(services.Archive.Artifacts), prepared.State, log, services.Clock)
        {
            Beacon = new BlockBeacon(services.Chain, jobId, prepared.Specification.BeaconDepth, records, prepared.State, services.Beacon),
        };
        var options = new PartyOptions
        {
            MaxDegreeOfParallelism = services.Threads,
            Progress = new RelayedProgress(p => Board.Advance(jobId, p.Phase, p.Round, p.Fraction)),
        };
        return VerticalKMeansParty.Create(
            prepared.Job, prepared.Own.Name, new PartyInput(dataset.Columns, prepared.Accepted.AgreesToAssignment)
            {
                Identifiers = dataset.Alignment.Identifiers is { } digest ? Convert.FromHexString(digest) : ReadOnlyMemory<byte>.Empty,
            },
            parties, options);
    }

    private async Task CompleteAsync(PartyDriver driver, PreparedJob prepared, IVerticalKMeansParty party, JobLedger ledger, CancellationToken cancellationToken)
    {
        await driver.Finished.WaitAsync(cancellationToken).ConfigureAwait(false);
        Board.Enter(jobId, JobPhase.Completing);
        JobResult result = await JobResults.OfAsync(prepared.Job, party, cancellationToken).ConfigureAwait(false);
        await result.WriteAsync(prepared.State, cancellationToken).ConfigureAwait(false);
        await ledger.CompleteAsync(result, prepared.HoldsData, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<JobEnd> EndedAsync(JobEnd end, JobLedger ledger, CancellationToken cancellationToken)
    {
        if (end.State == JobState.Aborted) await ledger.RecordAbortAsync("registry", "state", cancellationToken).ConfigureAwait(false);
        return end;
    }

    /// <summary>What ends the job for everybody; null for what may be over when the job is taken up again.</summary>
    private static (JobRefusal Refusal, string Field)? FatalOf(Exception failure) => failure switch
    {
        JobRefusedException { Refusal: JobRefusal.NotAccepted or JobRefusal.UnknownJob or JobRefusal.WrongState } => null,
        JobRefusedException refused => (refused.Refusal, refused.Field),
        ChargeRefusedException => (JobRefusal.Budget, "rho"),
        StorageException => null,
        InvalidJobException invalid => (JobRefusal.SpecificationInvalid, invalid.Field),
        RecordsDifferException => (JobRefusal.RecordsDiffer, "identifiers"),
        ProtocolException => (JobRefusal.Failed, "protocol"),
        PeerRefusedException => (JobRefusal.Failed, "peer"),
        _ => null,
    };

    /// <summary>The engine knows parties by name; people look for institutions.</summary>
    private static string Explain(Exception failure, PreparedJob prepared) => failure is RecordsDifferException differ
        ? new JobRefusedException(JobRefusal.RecordsDiffer, "identifiers",
            $"the records of {differ.From} ({prepared.Institutions[differ.From]}) and {differ.Other} ({prepared.Institutions[differ.Other]}) do not have the same identifiers in the same order",
            "the same identifier column in every file with columns of the job, or in none", "sort both files by identifier, leave out records that only one has, and propose the job again").Message
        : failure.Message;

    private JobEnd End(JobEnd end)
    {
        Board.Enter(jobId, end.State == JobState.Completed ? JobPhase.Completed : JobPhase.Aborted, end.Detail is null ? end.Reason : $"{end.Reason}: {end.Detail}");
        return end;
    }

    private static string? ReasonOf(JobRegistry.Job job) => (JobState)job.State == JobState.Aborted ? AbortReason.Describe(job.AbortReason) : null;

    /// <summary>Ends only when a task fails.</summary>
    private static Task Failure(Task task)
    {
        var failed = new TaskCompletionSource();
        task.ContinueWith(_ => failed.TrySetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return failed.Task;
    }

    private static Task Settled(Task task) => task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private sealed class RelayedProgress(Action<ProtocolProgress> report) : IProgress<ProtocolProgress>
    {
        public void Report(ProtocolProgress value) => report(value);
    }
}
