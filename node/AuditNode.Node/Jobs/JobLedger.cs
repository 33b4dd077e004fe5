using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Node.Journal;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>What this institution says about a job on the chain, after it has recorded it.</summary>
internal sealed class JobLedger(JobServices services, Bytes32 jobId, OperationJournal journal)
{
    private readonly AuditLedger _ledger = new(services.Chain.Client, services.Chain.Addresses.AuditLedger);

    private JobChain Chain => services.Chain;

    /// <summary>Starts a job that all consented to; whoever else did is welcome.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await Chain.StateAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false) == JobState.Consented)
        {
            await TryAsync("job.start", (transactions, token) =>
                Chain.Jobs.SendStartAsync(Chain.Sender, jobId, journal: transactions, cancellationToken: token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Records the result, waits until all records up to it are final on the ledger, and reports it where this institution holds data.</summary>
    public async Task CompleteAsync(JobResult result, bool holdsData, CancellationToken cancellationToken)
    {
        OperationRecord record = await journal.RecordAsync(
            new NodeEvent(NodeRecordKind.JobCompleted)
            {
                Key = "completed",
                Parameters = new Dictionary<string, string>
                {
                    ["result"] = result.ResultHash, ["converged"] = result.Converged ? "true" : "false", ["rhoSpent"] = result.RhoSpent,
                },
            },
            cancellationToken).ConfigureAwait(false);
        await AnchoredAsync(record, cancellationToken).ConfigureAwait(false);
        Bytes32 hash = Bytes32.FromBytes(Convert.FromHexString(result.ResultHash));
        if (!holdsData || await JobChain.SteadyAsync(
            () => Chain.Jobs.ReportedResultAsync(jobId, Chain.Institution, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false) == hash) return;
        await TryAsync("job.complete", (transactions, token) =>
            LastGas.SendAsync(
                Chain.Jobs.EstimateCompleteGasAsync(Chain.Institution, jobId, hash, cancellationToken: token),
                gas => Chain.Jobs.SendCompleteAsync(Chain.Sender, jobId, hash, gas, transactions, token)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records why the job cannot go on, and ends it for everybody.</summary>
    /// <returns>How the job ended, which may be another way than this.</returns>
    public async Task<JobEnd> AbortAsync(JobRefusal refusal, string field, CancellationToken cancellationToken)
    {
        await RecordAbortAsync(refusal.ToString(), field, cancellationToken).ConfigureAwait(false);
        await TryAsync("job.abort", (transactions, token) =>
            Chain.Jobs.SendAbortAsync(Chain.Sender, jobId, AbortReason.Of(refusal), journal: transactions, cancellationToken: token), cancellationToken).ConfigureAwait(false);
        JobRegistry.Job job = await Chain.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        var state = (JobState)job.State;
        return new JobEnd(state, state == JobState.Aborted ? AbortReason.Describe(job.AbortReason) : null);
    }

    /// <summary>Records that the job was ended, by this institution or another one.</summary>
    public Task RecordAbortAsync(string reason, string field, CancellationToken cancellationToken) => journal.RecordAsync(
        new NodeEvent(NodeRecordKind.JobAborted)
        {
            Key = "aborted", Parameters = new Dictionary<string, string> { ["reason"] = reason, ["field"] = field },
        },
        cancellationToken);

    private async Task AnchoredAsync(OperationRecord record, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                BlockTag block = Chain.StateAt(await Chain.FinalBlockAsync(cancellationToken).ConfigureAwait(false));
                (ulong count, _) = await _ledger.HeadAsync(jobId, Chain.Institution, block, cancellationToken).ConfigureAwait(false);
                if (count > (ulong)record.Sequence) return;
            }
            catch (RpcException)
            {
                // The chain is away; the outbox brings the records when it is back.
            }

            await Task.Delay(services.PollInterval, services.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what another institution may have done already, or made impossible: the state of the job tells, not the refusal.</summary>
    private async Task TryAsync(
        string purpose, Func<Chain.Sending.TransactionJournal, CancellationToken, Task<Chain.Sending.PendingTransaction>> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Chain.SubmitAsync(purpose, send, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ContractRevertedException e) when (Contracts.Errors.WrongJobState.TryDecode(e, out _))
            {
                return; // Somebody was faster.
            }
            catch (ContractRevertedException e) when (ContractRefusals.Explain(e) is { Refusal: not JobRefusal.Failed } known)
            {
                throw known; // What is not known is no reason to end the job: it is tried again.
            }
            catch (RpcException)
            {
                // The chain was away before anything was signed.
                await Task.Delay(services.PollInterval, services.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
