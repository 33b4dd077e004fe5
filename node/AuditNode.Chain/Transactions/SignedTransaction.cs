using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>A transaction as it is sent: with a signature that somebody's key made.</summary>
public sealed class SignedTransaction
{
    /// <summary>Bytes that are decoded at most (16 MiB; nodes relay no more than 128 KiB).</summary>
    public const int MaxLength = 1 << 24;

    private readonly byte[] raw;

    internal SignedTransaction(Transaction transaction, Signature signature, byte[] raw, Address sender)
    {
        (Transaction, Signature, Sender, this.raw) = (transaction, signature, sender, raw);
        Hash = Keccak256.HashData(raw);
    }

    /// <summary>What was signed.</summary>
    public Transaction Transaction { get; }

    /// <summary>The signature, with s at most n/2.</summary>
    public Signature Signature { get; }

    /// <summary>The account whose key made the signature.</summary>
    public Address Sender { get; }

    /// <summary>The transaction's hash, by which it is found on the chain.</summary>
    public Bytes32 Hash { get; }

    /// <summary>The bytes for eth_sendRawTransaction.</summary>
    public ReadOnlyMemory<byte> Raw => raw;

    /// <summary>Decodes a legacy transaction or one of type 1 or 2, and recovers its sender.</summary>
    /// <exception cref="TransactionFormatException">The bytes are something else, not canonical, or the signature is invalid.</exception>
    public static SignedTransaction Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.Length is 0 or > MaxLength)
            throw new TransactionFormatException("encoding", $"{raw.Length} bytes are not in 1 .. {MaxLength}");
        try
        {
            var reader = new RlpReader(raw);
            var kind = reader.IsList ? (byte)0 : reader.ReadBytes(1)[0];
            var (transaction, signature) = kind switch
            {
                0 when raw[0] != 0 => LegacyTransaction.Decode(ref reader),
                AccessListTransaction.TypeByte => AccessListTransaction.Decode(ref reader),
                DynamicFeeTransaction.TypeByte => DynamicFeeTransaction.Decode(ref reader),
                _ => throw new TransactionFormatException("type", $"{kind} is not one of 1 and 2, nor a legacy transaction"),
            };
            reader.End();
            return transaction.WithSignature(signature);
        }
        catch (RlpException wrong)
        {
            throw new TransactionFormatException("encoding", wrong.Message, wrong);
        }
    }

    /// <summary>The transaction's hash.</summary>
    public override string ToString() => Hash.ToString();
}
