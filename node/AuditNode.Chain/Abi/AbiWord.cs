namespace AuditNode.Chain.Abi;

/// <summary>The unit of ABI encodings.</summary>
internal static class AbiWord
{
    public const int Size = 32;

    /// <summary>Bytes that a number of bytes takes when padded to whole words.</summary>
    public static int Padded(int byteCount) => checked(byteCount + (Size - 1)) & ~(Size - 1);
}
