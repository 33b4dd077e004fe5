using System.Numerics;
using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>
/// A transaction of type 2: a priority fee, a limit of the whole fee, and an access list (https://eips.ethereum.org/EIPS/eip-1559).
/// </summary>
public sealed record DynamicFeeTransaction : TypedTransaction
{
    /// <summary>The byte that starts its encoding.</summary>
    public const byte TypeByte = 2;

    /// <summary>What the block's producer gets for a unit of gas at most, in wei: 0 .. <see cref="MaxFeePerGas"/>.</summary>
    public required BigInteger MaxPriorityFeePerGas { get; init; }

    /// <summary>What a unit of gas may cost in all, in wei: 0 .. 2^256 - 1.</summary>
    public required BigInteger MaxFeePerGas { get; init; }

    internal override byte Kind => TypeByte;

    internal static (Transaction Transaction, Signature Signature) Decode(ref RlpReader reader)
    {
        var fields = reader.ReadList();
        var transaction = new DynamicFeeTransaction
        {
            ChainId = fields.ReadUInt64(),
            Nonce = fields.ReadUInt64(),
            MaxPriorityFeePerGas = fields.ReadUInt256(),
            MaxFeePerGas = fields.ReadUInt256(),
            GasLimit = fields.ReadUInt64(),
            To = TransactionFields.ReadTo(ref fields),
            Value = fields.ReadUInt256(),
            Data = fields.ReadBytes().ToArray(),
            AccessList = AccessListEntry.ReadList(ref fields),
        };
        return (transaction, TransactionFields.ReadSignature(ref fields, TransactionFields.ReadYParity(ref fields)));
    }

    private protected override void WriteFees(RlpWriter writer)
    {
        writer.WriteInteger(MaxPriorityFeePerGas);
        writer.WriteInteger(MaxFeePerGas);
    }

    private protected override void Check()
    {
        base.Check();
        CheckAmount("maxFeePerGas", MaxFeePerGas);
        CheckAmount("maxPriorityFeePerGas", MaxPriorityFeePerGas);
        if (MaxPriorityFeePerGas > MaxFeePerGas)
            throw new TransactionFormatException("maxPriorityFeePerGas", $"{MaxPriorityFeePerGas} is more than {MaxFeePerGas}");
    }
}
