using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Nodes;

/// <summary>Contracts small enough to be written by hand, without instructions from after the London fork.</summary>
internal static class TestContracts
{
    /// <summary>
    /// Reverts with what it is called with:
    /// CALLDATASIZE PUSH1 0 PUSH1 0 CALLDATACOPY, CALLDATASIZE PUSH1 0 REVERT.
    /// </summary>
    public const string Reverting = "36 6000 6000 37 36 6000 fd";

    /// <summary>
    /// Logs what it is called with, under its first word as topic:
    /// CALLDATASIZE PUSH1 0 PUSH1 0 CALLDATACOPY, PUSH1 0 CALLDATALOAD, CALLDATASIZE PUSH1 0 LOG1, STOP.
    /// </summary>
    public const string Logging = "36 6000 6000 37 6000 35 36 6000 a1 00";

    /// <summary>
    /// Succeeds once, then reverts with nothing:
    /// PUSH1 0 SLOAD ISZERO PUSH1 first JUMPI, PUSH1 0 PUSH1 0 REVERT, first (0x0c): JUMPDEST PUSH1 1 PUSH1 0 SSTORE STOP.
    /// </summary>
    public const string Once = "6000 54 15 600c 57 6000 6000 fd 5b 6001 6000 55 00";

    /// <summary>Never ends: JUMPDEST PUSH1 0 JUMP.</summary>
    public const string Endless = "5b 6000 56";

    /// <summary>INVALID (EIP-141).</summary>
    public const string Invalid = "fe";

    /// <summary>An error that <see cref="Errors"/> knows.</summary>
    public static AbiError RecordExists { get; } = AbiError.Parse("RecordExists(bytes32 jobId, uint64 sequence)");

    /// <summary>An error that it does not know.</summary>
    public static AbiError Stranger { get; } = AbiError.Parse("Stranger(uint256)");

    public static AbiErrorCatalogue Errors { get; } = new([RecordExists]);

    /// <summary>The code that creates a contract with some code: PUSH1 length PUSH1 12 PUSH1 0 CODECOPY, PUSH1 length PUSH1 0 RETURN, code.</summary>
    public static byte[] Creation(string code)
    {
        var runtime = Assemble(code);
        return [0x60, (byte)runtime.Length, 0x60, 12, 0x60, 0, 0x39, 0x60, (byte)runtime.Length, 0x60, 0, 0xf3, .. runtime];
    }

    public static byte[] Assemble(string code) => Convert.FromHexString(code.Replace(" ", ""));
}
