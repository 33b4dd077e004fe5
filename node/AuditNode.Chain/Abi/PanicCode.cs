using System.Numerics;

namespace AuditNode.Chain.Abi;

/// <summary>
/// The codes of Panic(uint256)
/// (https://docs.soliditylang.org/en/latest/control-structures.html#panic-via-assert-and-error-via-require).
/// </summary>
public static class PanicCode
{
    /// <summary>What went wrong, in words; a code that Solidity does not define is given as a number.</summary>
    public static string Describe(BigInteger code)
    {
        var meaning = code < 0 || code > byte.MaxValue ? null : (int)code switch
        {
            0x00 => "a check that the compiler put in failed",
            0x01 => "an assertion failed",
            0x11 => "arithmetic overflow or underflow",
            0x12 => "division or modulo by zero",
            0x21 => "conversion of a number that is no value of the enum",
            0x22 => "a byte array in storage is encoded wrongly",
            0x31 => "pop of an empty array",
            0x32 => "an array index is out of bounds",
            0x41 => "out of memory, or an array too large",
            0x51 => "call of an internal function that was never set",
            _ => null,
        };
        return $"panic {HexData.EncodeQuantity(BigInteger.Max(code, 0))}: {meaning ?? "a code that Solidity does not define"}";
    }
}
