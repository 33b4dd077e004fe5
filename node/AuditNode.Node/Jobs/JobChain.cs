using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;
using AuditNode.Contracts.Errors;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>Sends a transaction so that it is seen through even if the process ends meanwhile (Anchoring.DurableSender.SendAsync).</summary>
/// <param name="purpose">What it is for: 1 to 64 characters.</param>
/// <param name="send">Sends it, with the journal that it is given.</param>
/// <param name="cancellationToken">Gives up before it is sent.</param>
public delegate Task<PendingTransaction> TransactionSubmission(
    string purpose, Func<TransactionJournal, CancellationToken, Task<PendingTransaction>> send, CancellationToken cancellationToken);

/// <summary>
/// The contracts that jobs live in, as one institution reads them and acts on them. What it acts on is read at the depth at which blocks no
/// longer leave the chain. Safe for use by several threads.
/// </summary>
public sealed class JobChain
{
    private const int MaximumRepeats = 5;

    private static readonly TimeSpan s_repeatAfter = TimeSpan.FromMilliseconds(50);

    private readonly EthereumClient _client;
    private readonly TransactionSender _sender;
    private readonly TransactionSubmission _submit;

    /// <summary>Binds the contracts.</summary>
    /// <param name="client">The institution's node of the chain; its catalogue should be that of the contracts' errors.</param>
    /// <param name="sender">The one sender of the institution's account.</param>
    /// <param name="addresses">Where the contracts are.</param>
    /// <param name="confirmations">Blocks that make a block final: its own and those on top of it, at least 1.</param>
    /// <param name="submit">How transactions are sent; without it they are sent, but not taken up again after a crash.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one confirmations.</exception>
    public JobChain(EthereumClient client, TransactionSender sender, AuditContracts addresses, int confirmations = 1, TransactionSubmission? submit = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentOutOfRangeException.ThrowIfLessThan(confirmations, 1);
        (_client, _sender, Addresses, Confirmations) = (client, sender, addresses, confirmations);
        _submit = submit ?? ((_, send, cancellationToken) => send((_, _) => Task.CompletedTask, cancellationToken));
        Jobs = new JobRegistry(client, addresses.JobRegistry);
        Institutions = new InstitutionRegistry(client, addresses.InstitutionRegistry);
        Budgets = new PrivacyBudget(client, addresses.PrivacyBudget);
    }

    /// <summary>Where the contracts are.</summary>
    public AuditContracts Addresses { get; }

    /// <summary>Blocks that make a block final.</summary>
    public int Confirmations { get; }

    /// <summary>The chain's number.</summary>
    public ulong ChainId => _sender.ChainId;

    /// <summary>The institution's address.</summary>
    public Address Institution => _sender.Account.Address;

    /// <summary>The node of the chain.</summary>
    public EthereumClient Client => _client;

    /// <summary>The sender of the institution's transactions, for <see cref="SubmitAsync"/>.</summary>
    internal TransactionSender Sender => _sender;

    /// <summary>Jobs.</summary>
    public JobRegistry Jobs { get; }

    /// <summary>Members.</summary>
    public InstitutionRegistry Institutions { get; }

    /// <summary>Privacy accounts.</summary>
    public PrivacyBudget Budgets { get; }

    /// <summary>The newest block that no longer leaves the chain; 0 on a young chain.</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <exception cref="RpcException">The node failed.</exception>
    public async Task<ulong> FinalBlockAsync(CancellationToken cancellationToken = default)
    {
        ulong head = await _client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false), above = (ulong)(Confirmations - 1);
        return head > above ? head - above : 0;
    }

    /// <summary>A job as it is on the chain.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="block">At which block; the head by default.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>Null where there is none at that block.</returns>
    /// <exception cref="RpcException">The node failed.</exception>
    public async Task<JobRegistry.Job?> FindAsync(Bytes32 jobId, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SteadyAsync(() => Jobs.JobAsync(jobId, block, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ContractRevertedException refusal) when (WrongJobState.TryDecode(refusal, out _))
        {
            return null;
        }
    }

    /// <summary>A job as it is on the chain, at the head.</summary>
    /// <exception cref="JobRefusedException">There is none.</exception>
    /// <exception cref="RpcException">The node failed.</exception>
    internal async Task<JobRegistry.Job> GetAsync(Bytes32 jobId, CancellationToken cancellationToken) =>
        await FindAsync(jobId, BlockTag.Latest, cancellationToken).ConfigureAwait(false) ?? throw new JobRefusedException(
            JobRefusal.UnknownJob, "job", $"there is no job {jobId} on the chain", "the number of a job that was proposed",
            "correct the number, or check that the node follows the right chain and registry");

    /// <summary>State of a job.</summary>
    /// <param name="jobId">Its number.</param>
    /// <param name="block">At which block; the head by default.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task<JobState> StateAsync(Bytes32 jobId, BlockTag block = default, CancellationToken cancellationToken = default) =>
        (JobState)await SteadyAsync(() => Jobs.StateAsync(jobId, block, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>How the state after a final block is asked for. Where every block is final at once that is the head: nodes may keep no older state.</summary>
    internal BlockTag StateAt(ulong final) => Confirmations == 1 ? BlockTag.Latest : final;

    /// <summary>Reads again what a node did not answer because a block came in between; development chains keep the newest state only.</summary>
    internal static async Task<T> SteadyAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        for (int left = MaximumRepeats; ; left--)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (JsonRpcException) when (left > 0)
            {
                await Task.Delay(s_repeatAfter, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends a transaction of nothing to the institution itself, so that the chain has something to make a block of.</summary>
    internal Task<Receipt> AdvanceAsync(CancellationToken cancellationToken) => SubmitAsync(
        "chain.advance", (journal, token) => _sender.SendAsync(new TransactionRequest { To = Institution }, journal, token), cancellationToken);

    /// <summary>Sends a transaction and waits until it is final.</summary>
    /// <exception cref="ContractRevertedException">The contract refused it.</exception>
    internal async Task<Receipt> SubmitAsync(
        string purpose, Func<TransactionJournal, CancellationToken, Task<PendingTransaction>> send, CancellationToken cancellationToken)
    {
        PendingTransaction sent = await _submit(purpose, send, cancellationToken).ConfigureAwait(false);
        return (await sent.WaitAsync(Confirmations, cancellationToken: cancellationToken).ConfigureAwait(false)).Receipt;
    }
}
