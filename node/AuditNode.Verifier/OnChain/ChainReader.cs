using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier.OnChain;

/// <summary>
/// Reads from one node, by calls and logs only, all that a chain says about jobs, as of one block. Nothing is sent that could change a chain.
/// Reads anew when the chain is reorganised meanwhile. Safe for concurrent use.
/// </summary>
public sealed class ChainReader : IChainSource
{
    private readonly EthereumClient _client;
    private readonly ChainReadOptions _options;

    /// <summary>A reader.</summary>
    /// <param name="rpc">The connection to a node, which stays the caller's.</param>
    /// <param name="options">How to read, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public ChainReader(JsonRpcClient rpc, ChainReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        _options = options ?? new ChainReadOptions();
        _options.Validate();
        _client = new EthereumClient(rpc, ContractErrors.Catalogue);
    }

    /// <summary>The node.</summary>
    public EthereumClient Client => _client;

    /// <summary>Reads what a chain says about a job.</summary>
    /// <param name="ledger">The AuditLedger.</param>
    /// <param name="budget">The PrivacyBudget, or null to leave charges unread.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ChainReadException">The node cannot be reached or is not of the chain with these contracts.</exception>
    public Task<ChainTrail> ReadAsync(Address ledger, Address? budget, Bytes32 jobId, CancellationToken cancellationToken = default) =>
        TryAsync(head => ReadOnceAsync(head, ledger, budget, jobId, cancellationToken), cancellationToken);

    /// <summary>The hash of a block of the chain.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>Null where the chain is not that long.</returns>
    /// <exception cref="ChainReadException">The node cannot be reached.</exception>
    public async Task<Bytes32?> ReadBlockHashAsync(ulong number, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await _client.GetBlockAsync(number, cancellationToken).ConfigureAwait(false))?.Hash;
        }
        catch (RpcException e)
        {
            throw new ChainReadException(FindingCode.ChainUnreachable, e.Message, e);
        }
    }

    /// <summary>The numbers of all jobs that were proposed to the registry behind a ledger, in the order of the chain.</summary>
    /// <param name="ledger">The AuditLedger.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ChainReadException">The node cannot be reached or is not of the chain with these contracts.</exception>
    public Task<IReadOnlyList<Bytes32>> ListJobsAsync(Address ledger, CancellationToken cancellationToken = default) =>
        TryAsync<IReadOnlyList<Bytes32>>(
            async head =>
            {
                ContractAddresses contracts = await FindContractsAsync(ledger, null, head, cancellationToken).ConfigureAwait(false);
                var jobs = new List<Bytes32>();
                await foreach (JobRegistry.JobProposed proposed in new JobRegistry(_client, contracts.Jobs)
                    .QueryJobProposedAsync(From(head), head.Number, new(), cancellationToken).ConfigureAwait(false))
                {
                    if (jobs.Count >= _options.MaximumRecords) throw TooMany("jobs");
                    jobs.Add(proposed.JobId);
                }

                return jobs;
            },
            cancellationToken);

    private async Task<T> TryAsync<T>(Func<ChainHead, Task<T>> read, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                ChainHead head = await FindHeadAsync(cancellationToken).ConfigureAwait(false);
                T result = await read(head).ConfigureAwait(false);
                Block? now = await _client.GetBlockAsync(head.Number, cancellationToken).ConfigureAwait(false);
                if (now?.Hash == head.Hash) return result;
                if (attempt >= _options.Attempts)
                    throw new ChainReadException(FindingCode.ChainUnreachable, $"Block {head.Number} changed while the chain was read, {attempt} times. Ask for more confirmations.");
            }
            catch (Exception e) when (e is ChainReorganizedException or BlockNotFoundException)
            {
                if (attempt >= _options.Attempts)
                    throw new ChainReadException(FindingCode.ChainUnreachable, $"{e.Message} Ask for more confirmations.", e);
            }
            catch (RpcException e)
            {
                throw new ChainReadException(FindingCode.ChainUnreachable, e.Message, e);
            }
            catch (Exception e) when (e is ContractNotFoundException or ContractRevertedException or AbiDecodingException)
            {
                throw new ChainReadException(FindingCode.ChainIdentity, $"{e.Message} Check the ledger's address and the node's chain.", e);
            }
        }
    }

    private async Task<ChainHead> FindHeadAsync(CancellationToken cancellationToken)
    {
        ulong newest = await _client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        ulong number = newest - Math.Min(newest, _options.Confirmations - 1);
        return ChainHead.Of(await _client.GetBlockAsync(number, cancellationToken).ConfigureAwait(false)
            ?? throw new ChainReadException(FindingCode.ChainUnreachable, $"The node says that its newest block is {newest} and has no block {number}. Ask another node."));
    }

    private async Task<ContractAddresses> FindContractsAsync(Address ledger, Address? budget, ChainHead head, CancellationToken cancellationToken)
    {
        var bound = new AuditLedger(_client, ledger);
        var contracts = new ContractAddresses(
            ledger,
            await bound.RegistryAsync(head.Number, cancellationToken).ConfigureAwait(false),
            await bound.JobsAsync(head.Number, cancellationToken).ConfigureAwait(false),
            budget);
        Address ofJobs = await new JobRegistry(_client, contracts.Jobs).RegistryAsync(head.Number, cancellationToken).ConfigureAwait(false);
        Require(ofJobs == contracts.Institutions, $"JobRegistry {contracts.Jobs} belongs to another InstitutionRegistry ({ofJobs}) than ledger {ledger}.");
        if (budget is { } address)
        {
            Address jobs = await new PrivacyBudget(_client, address).JobsAsync(head.Number, cancellationToken).ConfigureAwait(false);
            Require(jobs == contracts.Jobs, $"PrivacyBudget {address} belongs to another JobRegistry ({jobs}) than ledger {ledger}. Name the consortium's.");
        }

        return contracts;
    }

    private async Task<ChainTrail> ReadOnceAsync(ChainHead head, Address ledger, Address? budget, Bytes32 jobId, CancellationToken cancellationToken)
    {
        ulong chainId = await _client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        ContractAddresses contracts = await FindContractsAsync(ledger, budget, head, cancellationToken).ConfigureAwait(false);
        var jobs = new JobRegistry(_client, contracts.Jobs);
        byte state = await jobs.StateAsync(jobId, head.Number, cancellationToken).ConfigureAwait(false);
        JobRegistry.Job? job = state == 0 ? null : await jobs.JobAsync(jobId, head.Number, cancellationToken).ConfigureAwait(false);
        ulong from = From(head);
        var consents = new List<ChainConsent>();
        await foreach (JobRegistry.ConsentGiven given in jobs.QueryConsentGivenAsync(from, head.Number, new() { JobId = jobId }, cancellationToken).ConfigureAwait(false))
            consents.Add(new ChainConsent(given.Institution, given.SpecHash, ChainPlace.Of(given.Origin)));
        var streams = new StreamEvents(_client, _options, contracts, head, jobId);
        IReadOnlyList<Address> parties = job?.Spec.Parties ?? [];
        return new ChainTrail
        {
            ChainId = chainId,
            Contracts = contracts,
            Head = head,
            JobId = jobId,
            Job = job,
            Consents = consents,
            Streams = await streams.ReadAsync(from, parties, cancellationToken).ConfigureAwait(false),
            Keys = await new KeyReader(_client, contracts.Institutions).ReadAsync(parties, from, head.Number, cancellationToken).ConfigureAwait(false),
            Charges = budget is { } address ? await ReadChargesAsync(address, jobId, from, head.Number, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private async Task<IReadOnlyList<ChainCharge>> ReadChargesAsync(Address budget, Bytes32 jobId, ulong from, ulong to, CancellationToken cancellationToken)
    {
        var charges = new List<ChainCharge>();
        await foreach (PrivacyBudget.Charged charged in new PrivacyBudget(_client, budget)
            .QueryChargedAsync(from, to, new() { JobId = jobId }, cancellationToken).ConfigureAwait(false))
        {
            if (charges.Count >= _options.MaximumRecords) throw TooMany("charges");
            charges.Add(new ChainCharge(charged.Owner, charged.DatasetId, charged.Sequence, (UInt128)charged.Rho, ChainPlace.Of(charged.Origin)));
        }

        return charges;
    }

    private ulong From(ChainHead head) => Math.Min(_options.FromBlock, head.Number);

    private ChainReadException TooMany(string what) =>
        new(FindingCode.ChainUnreachable, $"There are more than {_options.MaximumRecords} {what}. Raise {nameof(ChainReadOptions.MaximumRecords)}.");

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new ChainReadException(FindingCode.ChainIdentity, message);
    }
}
