using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Chain.Sending;

namespace AuditNode.Contracts;

/// <summary>A contract at an address: what all generated bindings have in common. Safe for use by several threads.</summary>
public abstract class Contract
{
    private volatile bool isKnownToExist;

    /// <summary>A contract at an address.</summary>
    /// <param name="client">The node to ask.</param>
    /// <param name="address">Where the contract is.</param>
    protected Contract(EthereumClient client, Address address)
    {
        ArgumentNullException.ThrowIfNull(client);
        (Client, Address) = (client, address);
    }

    /// <summary>The node to ask.</summary>
    public EthereumClient Client { get; }

    /// <summary>Where the contract is.</summary>
    public Address Address { get; }

    /// <summary>Creates a contract.</summary>
    /// <param name="sender">Signs, submits and pays.</param>
    /// <param name="data">Creation code and arguments.</param>
    /// <param name="wei">What goes along.</param>
    /// <param name="bind">Makes the binding of the address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected static async Task<TContract> DeployAsync<TContract>(
        TransactionSender sender, byte[] data, BigInteger wei, Func<Address, TContract> bind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(bind);
        var request = new TransactionRequest { Data = data, Value = wei };
        var pending = await sender.SendAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        var confirmed = await pending.WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return bind(confirmed.Receipt.ContractAddress
            ?? throw new FormatException($"The receipt of {confirmed.Receipt.TransactionHash} names no contract."));
    }

    /// <summary>Calls a function that returns something.</summary>
    /// <param name="function">The function.</param>
    /// <param name="calldata">Selector and arguments.</param>
    /// <param name="caller">Who calls; null for nobody in particular.</param>
    /// <param name="wei">What goes along.</param>
    /// <param name="decode">Makes the result of the codec's values.</param>
    /// <param name="block">The block whose state to call on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ContractNotFoundException">There is no code at the address.</exception>
    /// <exception cref="AbiDecodingException">The code there returns something else than the function does.</exception>
    protected async Task<T> CallAsync<T>(
        AbiFunction function, byte[] calldata, Address? caller, BigInteger wei, Func<object[], T> decode, BlockTag block,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(decode);
        var returned = await Client.CallAsync(Request(calldata, caller, wei), block, cancellationToken).ConfigureAwait(false);
        if (returned.Length == 0)
            await RequireCodeAsync(block, cancellationToken).ConfigureAwait(false);
        return decode(function.DecodeOutputs(returned));
    }

    /// <summary>Calls a function that returns nothing: it is enough that it does not refuse.</summary>
    /// <param name="function">The function.</param>
    /// <param name="calldata">Selector and arguments.</param>
    /// <param name="caller">Who calls; null for nobody in particular.</param>
    /// <param name="wei">What goes along.</param>
    /// <param name="block">The block whose state to call on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ContractNotFoundException">There is no code at the address.</exception>
    /// <exception cref="AbiDecodingException">The code there returns something.</exception>
    protected Task CallAsync(
        AbiFunction function, byte[] calldata, Address? caller, BigInteger wei, BlockTag block, CancellationToken cancellationToken) =>
        CallAsync(function, calldata, caller, wei, static values => values, block, cancellationToken);

    /// <summary>Sends a transaction.</summary>
    /// <param name="sender">Signs, submits and pays.</param>
    /// <param name="calldata">Selector and arguments.</param>
    /// <param name="wei">What goes along.</param>
    /// <param name="gasLimit">The most gas that it may use; null to have it estimated.</param>
    /// <param name="journal">Stores its state before it is sent.</param>
    /// <param name="cancellationToken">Gives up before it is sent.</param>
    /// <exception cref="ContractNotFoundException">There is no code at the address; nothing is sent.</exception>
    protected async Task<PendingTransaction> SendAsync(
        TransactionSender sender, byte[] calldata, BigInteger wei, ulong? gasLimit, TransactionJournal? journal,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sender);
        await RequireCodeAsync(BlockTag.Latest, cancellationToken).ConfigureAwait(false);
        var request = new TransactionRequest { To = Address, Data = calldata, Value = wei, GasLimit = gasLimit };
        return await sender.SendAsync(request, journal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Estimates the gas of a transaction.</summary>
    /// <param name="calldata">Selector and arguments.</param>
    /// <param name="caller">Who would send it.</param>
    /// <param name="wei">What goes along.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ContractNotFoundException">There is no code at the address.</exception>
    protected async Task<ulong> EstimateGasAsync(byte[] calldata, Address caller, BigInteger wei, CancellationToken cancellationToken)
    {
        await RequireCodeAsync(BlockTag.Latest, cancellationToken).ConfigureAwait(false);
        return await Client.EstimateGasAsync(Request(calldata, caller, wei), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds events of this contract.</summary>
    /// <param name="topics">Alternatives for each topic; null for any.</param>
    /// <param name="fromBlock">The first block.</param>
    /// <param name="toBlock">The last block, which must be there.</param>
    /// <param name="decode">Makes the event of a log.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    protected IAsyncEnumerable<T> QueryAsync<T>(
        IReadOnlyList<IReadOnlyList<Bytes32>?> topics, ulong fromBlock, ulong toBlock, Func<Log, T> decode,
        CancellationToken cancellationToken)
    {
        var filter = new FilterQuery { Addresses = [Address], Topics = topics };
        return new LogQuery(Client).ReadAsync(filter, fromBlock, toBlock, cancellationToken).Select(decode);
    }

    /// <summary>Finds events of this contract among the logs of a transaction.</summary>
    /// <param name="receipt">The transaction's receipt.</param>
    /// <param name="definition">The event.</param>
    /// <param name="decode">Makes the event of a log.</param>
    protected IReadOnlyList<T> Find<T>(Receipt receipt, AbiEvent definition, Func<Log, T> decode)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(definition);
        return [.. receipt.Logs.Where(log => log.Address == Address && definition.Matches(log.Topics)).Select(decode)];
    }

    // Code stays once it is there (EIP-6780), so one look at the head is enough; at other blocks it may not be there yet.
    private async Task RequireCodeAsync(BlockTag block, CancellationToken cancellationToken)
    {
        var isHead = block == default || block == BlockTag.Latest;
        if (isHead && isKnownToExist)
            return;
        var code = await Client.GetCodeAsync(Address, block, cancellationToken).ConfigureAwait(false);
        if (code.Length == 0)
            throw new ContractNotFoundException(Address, block);
        if (isHead)
            isKnownToExist = true;
    }

    private CallRequest Request(byte[] calldata, Address? caller, BigInteger wei) =>
        new() { To = Address, From = caller, Data = calldata, Value = wei };
}
