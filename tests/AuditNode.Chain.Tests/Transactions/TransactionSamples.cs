using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Transactions;

/// <summary>Random keys and transactions.</summary>
internal static class TransactionSamples
{
    // JavaScript's numbers are exact up to 2^53, and viem's chain numbers and nonces are such.
    private const int ExactBits = 50;

    public static PrivateKey Key(TestRandom random)
    {
        var bytes = random.OneIn(10) ? [.. new byte[30], .. random.Bytes(1), 1] : random.Bytes(PrivateKey.ByteCount);
        bytes[0] &= 0x7f; // Below the order.
        return PrivateKey.FromBytes(bytes);
    }

    public static Transaction Transaction(TestRandom random)
    {
        var nonce = (ulong)random.Unsigned(ExactBits);
        var gas = (ulong)random.Unsigned(64);
        var (first, second) = (random.Unsigned(128), random.Unsigned(128));
        Transaction transaction = random.Below(4) switch
        {
            0 => new LegacyTransaction { Nonce = nonce, GasLimit = gas, GasPrice = first },
            1 => new AccessListTransaction { Nonce = nonce, GasLimit = gas, GasPrice = first, AccessList = AccessList(random) },
            _ => new DynamicFeeTransaction
            {
                Nonce = nonce, GasLimit = gas, MaxFeePerGas = first + second, MaxPriorityFeePerGas = second, AccessList = AccessList(random),
            },
        };
        var isBound = transaction is not LegacyTransaction || !random.OneIn(4);
        return transaction with
        {
            ChainId = isBound ? 1 + (ulong)random.Unsigned(ExactBits) : null,
            To = random.OneIn(5) ? null : random.Address(),
            Value = random.Unsigned(256),
            Data = random.Bytes(random.OneIn(3) ? 0 : random.Below(300)),
        };
    }

    private static List<AccessListEntry> AccessList(TestRandom random) =>
        [.. Enumerable.Range(0, random.Below(4)).Select(_ =>
            new AccessListEntry(random.Address(), [.. Enumerable.Range(0, random.Below(4)).Select(_ => random.Bytes32())]))];
}
