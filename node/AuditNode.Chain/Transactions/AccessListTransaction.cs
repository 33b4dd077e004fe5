using System.Numerics;
using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>A transaction of type 1: one gas price and an access list (https://eips.ethereum.org/EIPS/eip-2930).</summary>
public sealed record AccessListTransaction : TypedTransaction
{
    /// <summary>The byte that starts its encoding.</summary>
    public const byte TypeByte = 1;

    /// <summary>What a unit of gas is paid, in wei: 0 .. 2^256 - 1.</summary>
    public required BigInteger GasPrice { get; init; }

    internal override byte Kind => TypeByte;

    internal static (Transaction Transaction, Signature Signature) Decode(ref RlpReader reader)
    {
        var fields = reader.ReadList();
        var transaction = new AccessListTransaction
        {
            ChainId = fields.ReadUInt64(),
            Nonce = fields.ReadUInt64(),
            GasPrice = fields.ReadUInt256(),
            GasLimit = fields.ReadUInt64(),
            To = TransactionFields.ReadTo(ref fields),
            Value = fields.ReadUInt256(),
            Data = fields.ReadBytes().ToArray(),
            AccessList = AccessListEntry.ReadList(ref fields),
        };
        return (transaction, TransactionFields.ReadSignature(ref fields, TransactionFields.ReadYParity(ref fields)));
    }

    private protected override void WriteFees(RlpWriter writer) => writer.WriteInteger(GasPrice);

    private protected override void Check()
    {
        base.Check();
        CheckAmount("gasPrice", GasPrice);
    }
}
