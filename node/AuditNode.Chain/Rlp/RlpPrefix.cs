namespace AuditNode.Chain.Rlp;

/// <summary>First bytes of items (Yellow Paper, appendix B).</summary>
internal static class RlpPrefix
{
    /// <summary>Smaller bytes are strings of themselves; from here on come strings of 0 .. 55 bytes, then of more.</summary>
    public const byte ShortString = 0x80;

    /// <summary>Lists of 0 .. 55 bytes, then of more.</summary>
    public const byte ShortList = 0xc0;

    /// <summary>The longest content whose length is in the first byte.</summary>
    public const int MaxShort = 55;
}
