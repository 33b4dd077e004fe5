using System.Text.Json;
using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

/// <summary>What a compiled contract emitted, reverted with and returned when it ran in an EVM: vectors/emitter.json.</summary>
internal static class Emitter
{
    private static readonly JsonElement Root = Load();

    public static ContractAbi Abi { get; } = ContractAbi.Parse(Root.GetProperty("abi").GetRawText());

    public static IReadOnlyList<(Bytes32[] Topics, byte[] Data)> Logs { get; } = [.. Root.GetProperty("logs").EnumerateArray().Select(log =>
        (log.GetProperty("topics").EnumerateArray().Select(topic => Bytes32.Parse(topic.GetString())).ToArray(), Hex(log.GetProperty("data"))))];

    /// <summary>By the argument of fail.</summary>
    public static IReadOnlyList<byte[]> Reverts { get; } = [.. Root.GetProperty("reverts").EnumerateArray().Select(Hex)];

    public static byte[] EchoCall { get; } = Hex(Root.GetProperty("echo").GetProperty("call"));

    public static byte[] EchoReturned { get; } = Hex(Root.GetProperty("echo").GetProperty("returned"));

    private static byte[] Hex(JsonElement text) => HexData.Decode(text.GetString());

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "emitter.json")));
        return document.RootElement.Clone();
    }
}
