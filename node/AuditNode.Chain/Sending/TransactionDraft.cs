using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>Makes transactions of requests and fees.</summary>
internal static class TransactionDraft
{
    /// <summary>A transaction to be signed.</summary>
    public static Transaction Create(ulong chainId, ulong nonce, TransactionRequest request, ulong gasLimit, Fees fees) => fees.IsLegacy
        ? new LegacyTransaction
        {
            ChainId = chainId, Nonce = nonce, GasLimit = gasLimit, To = request.To, Value = request.Value, Data = request.Data,
            GasPrice = fees.MaxFeePerGas,
        }
        : new DynamicFeeTransaction
        {
            ChainId = chainId, Nonce = nonce, GasLimit = gasLimit, To = request.To, Value = request.Value, Data = request.Data,
            MaxFeePerGas = fees.MaxFeePerGas, MaxPriorityFeePerGas = fees.MaxPriorityFeePerGas,
        };

    /// <summary>The same transaction with other fees.</summary>
    public static Transaction WithFees(Transaction transaction, Fees fees) => transaction switch
    {
        DynamicFeeTransaction dynamic => dynamic with { MaxFeePerGas = fees.MaxFeePerGas, MaxPriorityFeePerGas = fees.MaxPriorityFeePerGas },
        LegacyTransaction legacy => legacy with { GasPrice = fees.MaxFeePerGas },
        _ => throw new ArgumentException("Only legacy transactions and those of type 2 are sent from here.", nameof(transaction)),
    };

    /// <summary>What a transaction offers for gas.</summary>
    public static Fees FeesOf(Transaction transaction) => transaction switch
    {
        DynamicFeeTransaction dynamic => new Fees(dynamic.MaxFeePerGas, dynamic.MaxPriorityFeePerGas, IsLegacy: false),
        LegacyTransaction legacy => new Fees(legacy.GasPrice, legacy.GasPrice, IsLegacy: true),
        _ => throw new ArgumentException("Only legacy transactions and those of type 2 are sent from here.", nameof(transaction)),
    };
}
