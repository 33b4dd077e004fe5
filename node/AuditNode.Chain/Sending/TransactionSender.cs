using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>
/// Sends transactions of one account and sees them through: nonces without gaps or races, signed bytes stored before they are sent, sent
/// again when pools forget them, fees raised when blocks pass them over, and back to pending when their block leaves the chain. At most
/// one version of a transaction can ever be in a block, however often it is sent. One account must have one sender: two would take each
/// other's nonces. Safe for use by several threads.
/// </summary>
public sealed class TransactionSender : IAsyncDisposable
{
    /// <summary>The most gas that a transaction may have (https://eips.ethereum.org/EIPS/eip-7825).</summary>
    public const ulong MaxTransactionGas = 1 << 24;

    private const ulong TransferGas = 21_000;
    private const int MaxForeignNonces = 64;
    private const int MaxOffers = 3;

    private readonly EthereumClient client;
    private readonly TransactionSenderOptions options;
    private readonly Broadcaster broadcaster;
    private readonly TransactionTracker tracker;
    private readonly NonceLedger nonces = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly SemaphoreSlim inFlight;
    private bool isChainChecked;

    /// <summary>A sender. Nothing is asked of the node before the first transaction.</summary>
    /// <param name="client">The node; its catalogue of errors explains reverts.</param>
    /// <param name="account">The account.</param>
    /// <param name="chainId">The chain that transactions are signed for, at least 1; the node must be on it.</param>
    /// <param name="options">Fees, confirmations and times; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or the chain is out of range.</exception>
    public TransactionSender(EthereumClient client, Account account, ulong chainId, TransactionSenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentOutOfRangeException.ThrowIfZero(chainId);
        this.client = client;
        this.options = options ?? new TransactionSenderOptions();
        this.options.Validate();
        (Account, ChainId) = (account, chainId);
        broadcaster = new Broadcaster(client);
        inFlight = new SemaphoreSlim(this.options.MaxInFlight);
        tracker = new TransactionTracker(
            new ChainViewer(client, account.Address), new TransactionPusher(client, account, broadcaster, this.options),
            new GapFiller(FillAsync, this.options), this.options);
    }

    /// <summary>The account.</summary>
    public Account Account { get; }

    /// <summary>The chain.</summary>
    public ulong ChainId { get; }

    /// <summary>Signs and sends a transaction. Waits while <see cref="TransactionSenderOptions.MaxInFlight"/> others wait for a block.</summary>
    /// <param name="request">What it is to do.</param>
    /// <param name="journal">Stores its state, before anything is sent and whenever fees are raised; null to keep it in memory only.</param>
    /// <param name="cancellationToken">Gives up before it is sent; what is stored by then is sent all the same.</param>
    /// <returns>The transaction, which the node has, or will be sent as soon as it can be reached.</returns>
    /// <exception cref="ContractRevertedException">The contract refuses it in a trial; nothing was sent.</exception>
    /// <exception cref="TransactionRejectedException">The node does not take it.</exception>
    /// <exception cref="FeeCapException">Gas costs more than the policy allows.</exception>
    /// <exception cref="WrongChainException">The node is on another chain.</exception>
    /// <exception cref="RpcException">The node failed before anything was signed.</exception>
    /// <exception cref="ObjectDisposedException">The sender was disposed.</exception>
    public async Task<PendingTransaction> SendAsync(
        TransactionRequest request, TransactionJournal? journal = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(tracker.Stopping.IsCancellationRequested, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tracker.Stopping);
        await inFlight.WaitAsync(either.Token).ConfigureAwait(false);
        PendingTransaction? sent = null;
        try
        {
            await CheckChainAsync(either.Token).ConfigureAwait(false);
            var gasLimit = request.GasLimit ?? await EstimateAsync(request, either.Token).ConfigureAwait(false);
            var fees = await options.Fees.QuoteAsync(client, either.Token).ConfigureAwait(false);
            await oneAtATime.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                sent = await SendNextAsync(request, gasLimit, fees, journal, either.Token).ConfigureAwait(false);
            }
            finally
            {
                oneAtATime.Release();
            }
        }
        catch (OperationCanceledException) when (tracker.Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(TransactionSender), "The sender was disposed. Resume what its journal has.");
        }
        finally
        {
            if (sent is null)
                inFlight.Release();
        }
        sent.Notes.OnLanded = () => inFlight.Release();
        tracker.Watch(sent);
        return sent;
    }

    /// <summary>Sees a transaction through whose state was stored, say by a process that has crashed. Whatever was the last thing that it
    /// did, the transaction is found in the chain, or sent (again).</summary>
    /// <param name="state">The last state that the journal was given.</param>
    /// <param name="journal">Stores its state whenever fees are raised.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WrongChainException">The state is of another chain.</exception>
    /// <exception cref="ArgumentException">The state is of another account, or contradicts itself.</exception>
    public async Task<PendingTransaction> ResumeAsync(
        PendingTransactionState state, TransactionJournal? journal = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.ChainId != ChainId)
            throw new WrongChainException(ChainId, state.ChainId, "the stored transaction");
        var resumed = new PendingTransaction(this, StoredVersions.Read(state, Account.Address), options.Confirmations, options.Clock, journal);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tracker.Stopping);
        await oneAtATime.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (nonces.IsTaken(state.Nonce))
                throw new ArgumentException(
                    $"Nonce {state.Nonce} is in use here already. Resume before anything is sent, and each transaction once.", nameof(state));
            nonces.Take(state.Nonce);
        }
        finally
        {
            oneAtATime.Release();
        }
        tracker.Watch(resumed);
        return resumed;
    }

    /// <summary>Stops watching. Transactions that are not final can be resumed from their states.</summary>
    public ValueTask DisposeAsync() => tracker.DisposeAsync();

    internal void Watch(PendingTransaction transaction) => tracker.Watch(transaction);

    internal Task<ContractRevertedException> ExplainAsync(SignedTransaction failed, Receipt receipt) =>
        RevertReplay.ExplainAsync(client, failed, receipt, tracker.Stopping);

    private async Task CheckChainAsync(CancellationToken cancellationToken)
    {
        if (isChainChecked)
            return;
        var found = await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (found != ChainId)
            throw new WrongChainException(ChainId, found, $"the node at {client.Rpc.Endpoint}");
        isChainChecked = true;
    }

    private async Task<ulong> EstimateAsync(TransactionRequest request, CancellationToken cancellationToken)
    {
        var call = new CallRequest { From = Account.Address, To = request.To, Data = request.Data, Value = request.Value };
        var estimate = await client.EstimateGasAsync(call, cancellationToken).ConfigureAwait(false);
        var withMargin = estimate + (estimate * (ulong)options.GasMarginPercent / 100);
        return estimate <= MaxTransactionGas ? Math.Min(withMargin, MaxTransactionGas) : withMargin;
    }

    // Nonces are given out and their transactions sent by one at a time, so that nodes see them in order.
    private async Task<PendingTransaction> SendNextAsync(
        TransactionRequest request, ulong gasLimit, Fees fees, TransactionJournal? journal, CancellationToken cancellationToken)
    {
        var (foreign, offers) = (0, 1);
        while (true)
        {
            var nonce = nonces.Next(await client.GetTransactionCountAsync(Account.Address, BlockTag.Latest, cancellationToken).ConfigureAwait(false));
            var version = Account.Sign(TransactionDraft.Create(ChainId, nonce, request, gasLimit, fees));
            var pending = new PendingTransaction(this, [version], options.Confirmations, options.Clock, journal);
            await pending.SaveAsync(pending.State, cancellationToken).ConfigureAwait(false);
            nonces.Take(nonce);

            // From here on the transaction may be resumed from its journal, so it is sent even if the caller has given up.
            var result = await broadcaster.SendAsync(version, tracker.Stopping).ConfigureAwait(false);
            if (result.Outcome == SendOutcome.NonceBusy && ++foreign <= MaxForeignNonces)
            {
                nonces.TakeForeign(nonce);
                continue;
            }
            if (result.Outcome is SendOutcome.Rejected or SendOutcome.NonceBusy)
            {
                nonces.Free(nonce);
                if (result.Rejection != TransactionRejection.FeeTooLow || ++offers > MaxOffers)
                    throw new TransactionRejectedException(Account.Address, result.Rejection, (JsonRpcException)result.Failure!);
                // The base fee has risen since the quote.
                fees = await options.Fees.QuoteAsync(client, cancellationToken).ConfigureAwait(false);
                continue;
            }
            pending.Notes.SignedAt = options.Clock.GetTimestamp();
            pending.Notes.SentAt = result.Failure is RpcConnectionException ? null : pending.Notes.SignedAt;
            pending.SetFailure(result.Outcome == SendOutcome.Unknown ? result.Failure : null);
            return pending;
        }
    }

    private async Task FillAsync(ulong nonce, bool isPassedOver, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A foreign transaction is replaced only if blocks do not take it.
            if (nonces.IsTaken(nonce) && !(isPassedOver && nonces.IsForeign(nonce)))
                return;
            var fees = await options.Fees.QuoteAsync(client, cancellationToken).ConfigureAwait(false);
            var nothing = new TransactionRequest { To = Account.Address };
            var version = Account.Sign(TransactionDraft.Create(ChainId, nonce, nothing, TransferGas, fees));
            nonces.Take(nonce);
            tracker.Watch(new PendingTransaction(this, [version], options.Confirmations, options.Clock, journal: null));
        }
        catch (FeeCapException)
        {
            // Gas is too dear; the gap is found again.
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
