namespace AuditNode.Chain.Rlp;

/// <summary>Data is not canonical RLP, or not of the expected structure.</summary>
public sealed class RlpException : FormatException
{
    internal RlpException(int offset, string reason)
        : base($"The RLP is wrong at byte {offset}: {reason}.") => Offset = offset;

    /// <summary>The byte at fault, counted from the start of the data.</summary>
    public int Offset { get; }
}
