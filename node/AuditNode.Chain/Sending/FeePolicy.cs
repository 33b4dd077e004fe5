using System.Numerics;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>
/// What is offered for gas. On chains with a base fee (https://eips.ethereum.org/EIPS/eip-1559): a multiple of the base fee, which may rise
/// by an eighth with each block, plus what the node suggests as priority fee; on others the node's gas price.
/// </summary>
public sealed record FeePolicy
{
    /// <summary>The least <see cref="BumpFactor"/>. Nodes replace a waiting transaction for 10 % more (geth, Besu and Nethermind alike).</summary>
    public const decimal LeastBumpFactor = 1.125m;

    private const int FactorUnits = 1000;

    /// <summary>The most that a unit of gas may cost, in wei; null for no limit.</summary>
    public BigInteger? MaxFeePerGas { get; init; }

    /// <summary>How many times the base fee is offered, 1 .. 100. Default 2: enough for five full blocks in a row.</summary>
    public int BaseFeeMultiple { get; init; } = 2;

    /// <summary>By how much an offer is raised for a transaction that waits: <see cref="LeastBumpFactor"/> .. 10, in steps of 0.001.</summary>
    public decimal BumpFactor { get; init; } = LeastBumpFactor;

    /// <summary>An offer for the next block.</summary>
    /// <exception cref="FeeCapException">The chain asks for more than <see cref="MaxFeePerGas"/>.</exception>
    /// <exception cref="RpcException">The node failed.</exception>
    public async Task<Fees> QuoteAsync(EthereumClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var head = await client.GetBlockAsync(BlockTag.Latest, cancellationToken).ConfigureAwait(false)
            ?? throw new RpcResponseException(client.Rpc.Endpoint, "eth_getBlockByNumber", "no newest block. Check that the node is synchronised.");
        if (head.BaseFeePerGas is not { } baseFee)
        {
            var price = await client.GetGasPriceAsync(cancellationToken).ConfigureAwait(false);
            return new Fees(Limit(price, price), price, IsLegacy: true);
        }
        var priority = await SuggestPriorityAsync(client, baseFee, cancellationToken).ConfigureAwait(false);
        var most = Limit((baseFee * BaseFeeMultiple) + priority, baseFee);
        return new Fees(most, BigInteger.Min(priority, most), IsLegacy: false);
    }

    /// <summary>The offer that replaces another.</summary>
    /// <param name="old">The offer so far.</param>
    /// <param name="quote">An offer for the next block.</param>
    /// <returns>Null where <see cref="MaxFeePerGas"/> leaves no room for an offer that nodes would take.</returns>
    public Fees? Bump(Fees old, Fees quote)
    {
        var (leastMost, leastPriority) = (Raise(old.MaxFeePerGas), Raise(old.MaxPriorityFeePerGas));
        var most = BigInteger.Max(leastMost, quote.MaxFeePerGas);
        if (MaxFeePerGas is { } cap)
            most = BigInteger.Min(most, cap);
        if (most < leastMost || most < leastPriority)
            return null;
        var priority = old.IsLegacy ? most : BigInteger.Min(most, BigInteger.Max(leastPriority, quote.MaxPriorityFeePerGas));
        return new Fees(most, priority, old.IsLegacy);
    }

    internal void Validate()
    {
        if (BumpFactor is < LeastBumpFactor or > 10 || decimal.Truncate(BumpFactor * FactorUnits) != BumpFactor * FactorUnits)
            throw new ArgumentOutOfRangeException(
                nameof(BumpFactor), BumpFactor, $"{nameof(BumpFactor)} is in {LeastBumpFactor} .. 10, in steps of 0.001.");
        if (BaseFeeMultiple is < 1 or > 100)
            throw new ArgumentOutOfRangeException(nameof(BaseFeeMultiple), BaseFeeMultiple, $"{nameof(BaseFeeMultiple)} is in 1 .. 100.");
        if (MaxFeePerGas is { Sign: < 0 })
            throw new ArgumentOutOfRangeException(nameof(MaxFeePerGas), MaxFeePerGas, $"{nameof(MaxFeePerGas)} is not negative.");
    }

    private static async Task<BigInteger> SuggestPriorityAsync(EthereumClient client, BigInteger baseFee, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetMaxPriorityFeePerGasAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (JsonRpcException)
        {
            // The method came late and is not everywhere; the gas price is the base fee and a priority fee.
            var price = await client.GetGasPriceAsync(cancellationToken).ConfigureAwait(false);
            return BigInteger.Max(price - baseFee, 0);
        }
    }

    private BigInteger Limit(BigInteger offer, BigInteger least)
    {
        if (MaxFeePerGas is not { } cap || offer <= cap)
            return offer;
        return least <= cap ? cap : throw new FeeCapException(least, cap);
    }

    // Rounded up, and never the same again: on chains where gas is free 0 becomes 1.
    private BigInteger Raise(BigInteger amount) => BigInteger.Max(
        ((amount * (int)(BumpFactor * FactorUnits)) + FactorUnits - 1) / FactorUnits, amount + 1);
}
