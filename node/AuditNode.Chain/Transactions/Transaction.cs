using System.Numerics;
using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>A transaction before it is signed. <c>with</c> makes changed copies, say with higher fees.</summary>
public abstract record Transaction
{
    private protected Transaction()
    {
    }

    /// <summary>The number of the chain (EIP-155), at least 1; null only in legacy transactions, then valid on any chain.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>How many transactions the sender sent before; below 2^64 - 1 (EIP-2681).</summary>
    public required ulong Nonce { get; init; }

    /// <summary>The most gas that the transaction may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The account that is called; null to create a contract.</summary>
    public Address? To { get; init; }

    /// <summary>What the account is paid, in wei: 0 .. 2^256 - 1.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Calldata, or the code that creates a contract.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The hash that is signed.</summary>
    /// <exception cref="TransactionFormatException">A field is out of range.</exception>
    public Bytes32 SigningHash
    {
        get
        {
            Check();
            return Keccak256.HashData(Encode(null));
        }
    }

    /// <summary>Signs the transaction.</summary>
    /// <exception cref="TransactionFormatException">A field is out of range.</exception>
    public SignedTransaction Sign(PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WithSignature(key.Sign(SigningHash));
    }

    /// <summary>The transaction with a signature made elsewhere.</summary>
    /// <exception cref="TransactionFormatException">A field is out of range, or nobody can have made the signature.</exception>
    public SignedTransaction WithSignature(Signature signature)
    {
        var hash = SigningHash;
        return signature.IsCanonical && signature.TryRecover(hash, out var sender)
            ? new SignedTransaction(this, signature, Encode(signature), sender.Address)
            : throw new TransactionFormatException("signature", "r must be in 1 .. n - 1, s in 1 .. n/2, and a public key must result");
    }

    /// <summary>The bytes that are signed, or with a signature those that are sent.</summary>
    internal abstract byte[] Encode(Signature? signature);

    private protected virtual void Check()
    {
        if (Nonce == ulong.MaxValue)
            throw new TransactionFormatException("nonce", "2^64 - 1 is never valid (EIP-2681)");
        CheckAmount("value", Value);
    }

    private protected static void CheckAmount(string field, BigInteger amount)
    {
        if (amount.Sign < 0 || amount.GetBitLength() > 256)
            throw new TransactionFormatException(field, $"{amount} is not in 0 .. 2^256 - 1");
    }

    private protected void WriteCall(RlpWriter writer)
    {
        writer.WriteInteger(GasLimit);
        writer.WriteBytes(To is { } to ? to.ToArray() : []);
        writer.WriteInteger(Value);
        writer.WriteBytes(Data.Span);
    }

    private protected static void WriteSignature(RlpWriter writer, BigInteger v, Signature signature)
    {
        writer.WriteInteger(v);
        writer.WriteInteger(signature.R.ToUInt256());
        writer.WriteInteger(signature.S.ToUInt256());
    }
}
