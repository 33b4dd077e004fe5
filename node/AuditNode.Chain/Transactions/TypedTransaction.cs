using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Transactions;

/// <summary>A transaction in an envelope (https://eips.ethereum.org/EIPS/eip-2718): a byte that says which kind, then a list.</summary>
public abstract record TypedTransaction : Transaction
{
    private protected TypedTransaction()
    {
    }

    /// <summary>Storage that is announced; see <see cref="AccessListEntry"/>.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>The byte before the list.</summary>
    internal abstract byte Kind { get; }

    internal sealed override byte[] Encode(Signature? signature)
    {
        var writer = new RlpWriter();
        // A byte below 0x80 is its own RLP, so the envelope's type can be written as an item.
        writer.WriteBytes([Kind]);
        writer.StartList();
        writer.WriteInteger(ChainId ?? 0);
        writer.WriteInteger(Nonce);
        WriteFees(writer);
        WriteCall(writer);
        AccessListEntry.WriteList(writer, AccessList);
        if (signature is { } made)
            WriteSignature(writer, made.YParity, made);
        writer.EndList();
        return writer.ToArray();
    }

    private protected override void Check()
    {
        base.Check();
        if (ChainId is null or 0)
            throw new TransactionFormatException("chainId", "it must be given, and 0 is no chain");
    }

    private protected abstract void WriteFees(RlpWriter writer);
}
