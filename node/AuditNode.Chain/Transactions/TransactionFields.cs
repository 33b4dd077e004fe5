using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>Fields that kinds of transactions have in common, read.</summary>
internal static class TransactionFields
{
    public static Address? ReadTo(ref RlpReader fields)
    {
        var bytes = fields.ReadBytes();
        return bytes.Length switch
        {
            0 => null,
            Address.ByteCount => Address.FromBytes(bytes),
            _ => throw new TransactionFormatException("to", $"{bytes.Length} bytes are no address"),
        };
    }

    public static bool ReadYParity(ref RlpReader fields)
    {
        var parity = fields.ReadUInt64();
        return parity <= 1 ? parity == 1 : throw new TransactionFormatException("yParity", $"{parity} is neither 0 nor 1");
    }

    public static Signature ReadSignature(ref RlpReader fields, bool isYOdd)
    {
        var (r, s) = (fields.ReadUInt256(), fields.ReadUInt256());
        fields.End();
        return new Signature(Bytes32.FromUInt256(r), Bytes32.FromUInt256(s), isYOdd);
    }
}
