using System.Text.Json;
using AuditNode.Chain.Abi;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain;

/// <summary>
/// Tells reverts from other errors of eth_call and eth_estimateGas. Nodes differ: geth and newer Besu and Nethermind send code 3 and the
/// data in hexadecimal; older ones send -32000 or -32015, with the data behind the word "Reverted"; ganache sends it bare or as
/// "result" in an object; anvil and ethereumjs put other faults of the code under code -32603 and 3.
/// </summary>
internal static class RevertReader
{
    private const int RevertCode = 3;
    private const string OldPrefix = "Reverted ";
    private const string NoReason = "no reason given";

    private static readonly string[] Halts =
    [
        "out of gas", "OutOfGas", "gas required exceeds allowance", "invalid opcode", "InvalidFEOpcode", "OpcodeNotFound", "stack underflow",
        "StackUnderflow", "stack overflow", "StackOverflow", "invalid jump", "InvalidJump", "bad jump", "bad instruction", "EVM error",
        "VM Exception", "VM execution error", "could not be completed due to an exception",
    ];

    // Refused before any code ran: the sender's fault, not the contract's.
    private static readonly string[] Refusals = ["insufficient balance", "insufficient funds", "intrinsic gas", "upfront cost"];

    private static readonly string[] Prefixes =
    [
        "execution reverted", "VM Exception while processing transaction", "VM execution error", "EVM error", "reverted", "revert",
    ];

    /// <summary>The revert that an error of a node reports; null where it reports something else.</summary>
    public static ContractRevertedException? Find(JsonRpcException failure, AbiErrorCatalogue errors, Address? contract)
    {
        var text = failure.NodeMessage;
        var data = failure.ErrorData is { } element ? DataIn(element) : null;
        var words = failure.ErrorData is { ValueKind: JsonValueKind.String } said ? said.GetString()! : "";
        if (ContainsAny(text, Refusals))
            return null;
        var isRevert = failure.Code == RevertCode || data is { Length: >= Selector.ByteCount }
            || Contains(text, "revert") || Contains(words, "revert");
        return isRevert || ContainsAny(text, Halts)
            ? Of(data ?? [], data is null && words.Length > 0 ? words : text, errors, contract, failure)
            : null;
    }

    /// <summary>The revert that revert data stands for.</summary>
    public static ContractRevertedException Of(
        byte[] data, string nodeMessage, AbiErrorCatalogue errors, Address? contract, Exception? cause = null, Receipt? receipt = null)
    {
        var error = errors.Decode(data);
        var reason = error?.ToString()
            ?? (data.Length == 0 ? Strip(nodeMessage) : $"an error that is not in the catalogue, {HexData.Quote(HexData.Encode(data))}");
        return new ContractRevertedException(reason, data, error, contract, receipt, cause);
    }

    private static byte[]? DataIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Decode(element.GetString()!),
        // ganache names it "result" (estimates) or "return" (old versions, below the transaction's hash), hardhat and some proxies "data".
        JsonValueKind.Object => element.EnumerateObject()
            .Where(member => member.Name is "data" or "result" or "return" || member.Value.ValueKind == JsonValueKind.Object)
            .Select(member => DataIn(member.Value)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static byte[]? Decode(string text)
    {
        var digits = text.StartsWith(OldPrefix, StringComparison.OrdinalIgnoreCase) ? text[OldPrefix.Length..] : text;
        return HexData.TryDecode(digits, out var data) ? data : null;
    }

    private static string Strip(string text)
    {
        var rest = text.Trim();
        foreach (var prefix in Prefixes)
        {
            if (rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                rest = rest[prefix.Length..].TrimStart('.', ':', ' ');
        }
        return rest.Length == 0 || rest == "0x" ? NoReason : rest;
    }

    private static bool ContainsAny(string text, string[] parts) => parts.Any(part => Contains(text, part));

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
