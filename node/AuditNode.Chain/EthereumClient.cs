using System.Numerics;
using AuditNode.Chain.Abi;
using AuditNode.Chain.Json;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain;

/// <summary>
/// The methods of Ethereum's JSON-RPC (https://ethereum.github.io/execution-apis/) that an application needs, typed. All throw
/// <see cref="RpcException"/>: <see cref="RpcConnectionException"/> and <see cref="RpcTimeoutException"/> where the node cannot be
/// reached, <see cref="JsonRpcException"/> where it answers with an error, <see cref="RpcResponseException"/> where it answers nonsense.
/// Safe for use by several threads.
/// </summary>
public sealed class EthereumClient
{
    /// <summary>A client that speaks over a connection, which stays the caller's.</summary>
    /// <param name="rpc">The connection.</param>
    /// <param name="errors">The errors that contracts may raise; null for Error(string) and Panic(uint256) only.</param>
    public EthereumClient(JsonRpcClient rpc, AbiErrorCatalogue? errors = null)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        Rpc = rpc;
        Errors = errors ?? AbiErrorCatalogue.Empty;
    }

    /// <summary>The connection, for methods that have no typed form here.</summary>
    public JsonRpcClient Rpc { get; }

    /// <summary>The errors that contracts may raise.</summary>
    public AbiErrorCatalogue Errors { get; }

    /// <summary>A client over the same connection that knows other errors.</summary>
    public EthereumClient WithErrors(AbiErrorCatalogue errors) => new(Rpc, errors);

    /// <summary>The number of the chain (EIP-155), at least 1.</summary>
    public Task<ulong> GetChainIdAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<ulong>(new JsonRpcRequest("eth_chainId"), cancellationToken);

    /// <summary>The node's name and version.</summary>
    public Task<string> GetClientVersionAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<string>(new JsonRpcRequest("web3_clientVersion"), cancellationToken);

    /// <summary>The number of the newest block.</summary>
    public Task<ulong> GetBlockNumberAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<ulong>(new JsonRpcRequest("eth_blockNumber"), cancellationToken);

    /// <summary>A block of the canonical chain.</summary>
    /// <returns>Null where there is none, say because the chain is not that long.</returns>
    public Task<Block?> GetBlockAsync(BlockTag block, CancellationToken cancellationToken = default) =>
        ReadOptionalAsync<Block>(EthereumRequests.GetBlock(block), cancellationToken);

    /// <summary>A block by its hash; it may have left the canonical chain.</summary>
    /// <returns>Null where the node does not know it.</returns>
    public Task<Block?> GetBlockAsync(Bytes32 hash, CancellationToken cancellationToken = default) =>
        ReadOptionalAsync<Block>(new JsonRpcRequest("eth_getBlockByHash", hash.ToString(), false), cancellationToken);

    /// <summary>What an account has, in wei.</summary>
    public Task<BigInteger> GetBalanceAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        ReadAsync<BigInteger>(new JsonRpcRequest("eth_getBalance", account.ToString(), block.ToJson()), cancellationToken);

    /// <summary>How many transactions of an account are on the chain, which is its next nonce.</summary>
    public Task<ulong> GetTransactionCountAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        ReadAsync<ulong>(EthereumRequests.GetTransactionCount(account, block), cancellationToken);

    /// <summary>A contract's code; empty where the account is none.</summary>
    public Task<byte[]> GetCodeAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        ReadAsync<byte[]>(new JsonRpcRequest("eth_getCode", account.ToString(), block.ToJson()), cancellationToken);

    /// <summary>A word of a contract's storage; zero where nothing was stored.</summary>
    /// <exception cref="RpcResponseException">Also where the answer is longer than a word.</exception>
    public async Task<Bytes32> GetStorageAtAsync(
        Address account, Bytes32 slot, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        var request = new JsonRpcRequest("eth_getStorageAt", account.ToString(), slot.ToString(), block.ToJson());
        var word = await ReadAsync<byte[]>(request, cancellationToken).ConfigureAwait(false);
        // ganache leaves leading zeros out.
        return word.Length <= Bytes32.ByteCount
            ? Bytes32.FromUInt256(new BigInteger(word, isUnsigned: true, isBigEndian: true))
            : throw new RpcResponseException(Rpc.Endpoint, request.Method, $"a storage word of {word.Length} bytes.");
    }

    /// <summary>Runs a call on the state after a block, without a transaction.</summary>
    /// <returns>What the contract returned; empty also where there is no contract.</returns>
    /// <exception cref="ContractRevertedException">The contract refused it.</exception>
    public async Task<byte[]> CallAsync(CallRequest call, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        var request = new JsonRpcRequest("eth_call", call.ToJson(), block.ToJson());
        return await TryOutAsync<byte[]>(request, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The gas that a call would need as a transaction now.</summary>
    /// <exception cref="ContractRevertedException">The contract refuses it.</exception>
    public async Task<ulong> EstimateGasAsync(CallRequest call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return await TryOutAsync<ulong>(new JsonRpcRequest("eth_estimateGas", call.ToJson()), call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the node suggests to pay for a unit of gas in transactions with one price, in wei.</summary>
    public Task<BigInteger> GetGasPriceAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<BigInteger>(new JsonRpcRequest("eth_gasPrice"), cancellationToken);

    /// <summary>What the node suggests to pay a block's maker for a unit of gas, in wei.</summary>
    public Task<BigInteger> GetMaxPriorityFeePerGasAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<BigInteger>(new JsonRpcRequest("eth_maxPriorityFeePerGas"), cancellationToken);

    /// <summary>Hands a signed transaction to the node. The node's word for bytes that it has already is an error; see
    /// <see cref="Sending.TransactionSender"/> for sending that copes with that.</summary>
    /// <returns>The transaction's hash.</returns>
    public Task<Bytes32> SendRawTransactionAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellationToken = default) =>
        ReadAsync<Bytes32>(new JsonRpcRequest("eth_sendRawTransaction", HexData.Encode(transaction.Span)), cancellationToken);

    /// <summary>A transaction.</summary>
    /// <returns>Null where the node does not know it; some know only those that are in a block.</returns>
    public Task<TransactionInfo?> GetTransactionByHashAsync(Bytes32 hash, CancellationToken cancellationToken = default) =>
        ReadOptionalAsync<TransactionInfo>(new JsonRpcRequest("eth_getTransactionByHash", hash.ToString()), cancellationToken);

    /// <summary>What became of a transaction.</summary>
    /// <returns>Null while it is in no block, and with some nodes for some moments longer.</returns>
    public Task<Receipt?> GetTransactionReceiptAsync(Bytes32 hash, CancellationToken cancellationToken = default) =>
        ReadOptionalAsync<Receipt>(EthereumRequests.GetTransactionReceipt(hash), cancellationToken);

    /// <summary>The logs of a range of blocks, both ends included, as the node sends them. Nodes limit the range;
    /// <see cref="LogQuery"/> reads any.</summary>
    public Task<IReadOnlyList<Log>> GetLogsAsync(
        FilterQuery filter, BlockTag from, BlockTag to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync<IReadOnlyList<Log>>(new JsonRpcRequest("eth_getLogs", filter.ToJson(from, to)), cancellationToken);
    }

    private async Task<T> ReadAsync<T>(JsonRpcRequest request, CancellationToken cancellationToken) =>
        RpcJson.Read<T>(await Rpc.CallAsync(request, cancellationToken).ConfigureAwait(false), Rpc.Endpoint, request.Method);

    private async Task<T?> ReadOptionalAsync<T>(JsonRpcRequest request, CancellationToken cancellationToken) where T : class =>
        RpcJson.ReadOptional<T>(await Rpc.CallAsync(request, cancellationToken).ConfigureAwait(false), Rpc.Endpoint, request.Method);

    private async Task<T> TryOutAsync<T>(JsonRpcRequest request, CallRequest call, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync<T>(request, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonRpcException failure) when (RevertReader.Find(failure, Errors, call.To) is { } revert)
        {
            throw revert;
        }
    }
}
