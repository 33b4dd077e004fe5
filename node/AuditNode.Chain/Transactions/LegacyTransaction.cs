using System.Numerics;
using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>
/// A transaction of the first kind, with one gas price; replay on other chains is prevented by the chain's number in the signed data
/// (https://eips.ethereum.org/EIPS/eip-155), unless <see cref="Transaction.ChainId"/> is null.
/// </summary>
public sealed record LegacyTransaction : Transaction
{
    /// <summary>v of a signature that does not bind a chain, with an even y.</summary>
    private const int PlainV = 27;

    /// <summary>v = 35 + 2 chainId + yParity.</summary>
    private const int ProtectedV = 35;

    /// <summary>What a unit of gas is paid, in wei: 0 .. 2^256 - 1.</summary>
    public required BigInteger GasPrice { get; init; }

    internal override byte[] Encode(Signature? signature)
    {
        var writer = new RlpWriter();
        writer.StartList();
        writer.WriteInteger(Nonce);
        writer.WriteInteger(GasPrice);
        WriteCall(writer);
        if (signature is { } made)
        {
            WriteSignature(writer, made.YParity + (ChainId is { } id ? (2 * new BigInteger(id)) + ProtectedV : PlainV), made);
        }
        else if (ChainId is { } id)
        {
            writer.WriteInteger(id);
            writer.WriteInteger(0UL);
            writer.WriteInteger(0UL);
        }
        writer.EndList();
        return writer.ToArray();
    }

    internal static (Transaction Transaction, Signature Signature) Decode(ref RlpReader reader)
    {
        var fields = reader.ReadList();
        var (nonce, gasPrice, gasLimit) = (fields.ReadUInt64(), fields.ReadUInt256(), fields.ReadUInt64());
        var (to, value, data) = (TransactionFields.ReadTo(ref fields), fields.ReadUInt256(), fields.ReadBytes().ToArray());
        var (chainId, isYOdd) = SplitV(fields.ReadUInt256());
        var signature = TransactionFields.ReadSignature(ref fields, isYOdd);
        var transaction = new LegacyTransaction
        {
            ChainId = chainId, Nonce = nonce, GasPrice = gasPrice, GasLimit = gasLimit, To = to, Value = value, Data = data,
        };
        return (transaction, signature);
    }

    private protected override void Check()
    {
        base.Check();
        CheckAmount("gasPrice", GasPrice);
        if (ChainId == 0)
            throw new TransactionFormatException("chainId", "0 is no chain");
    }

    private static (ulong? ChainId, bool IsYOdd) SplitV(BigInteger v)
    {
        if (v == PlainV || v == PlainV + 1)
            return (null, v != PlainV);
        var twice = v - ProtectedV;
        return twice >= 2 && twice >> 1 <= ulong.MaxValue
            ? ((ulong)(twice >> 1), !twice.IsEven)
            : throw new TransactionFormatException("v", $"{v} is neither 27, 28 nor 35 + 2 chainId + 0 or 1");
    }
}
