using System.Text.Json;

namespace AuditNode.Chain.Abi;

/// <summary>Reads the ABI that the Solidity compiler writes.</summary>
internal static class AbiJson
{
    public static ContractAbi Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            // The other two come of text that is not Unicode.
            throw new AbiFormatException($"The ABI is not JSON: {wrong.Message}", wrong);
        }
    }

    private static ContractAbi Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
            throw new AbiFormatException($"An ABI is an array, not {root.ValueKind}.");
        var constructor = new AbiConstructor([]);
        List<AbiFunction> functions = [];
        List<AbiEvent> events = [];
        List<AbiError> errors = [];
        foreach (var entry in root.EnumerateArray())
        {
            switch (Text(entry, "type"))
            {
                case "function":
                    functions.Add(new AbiFunction(
                        Text(entry, "name"), Parameters(entry, "inputs"), Parameters(entry, "outputs"), Mutability(entry)));
                    break;
                case "event":
                    events.Add(new AbiEvent(Text(entry, "name"), Parameters(entry, "inputs"), Flag(entry, "anonymous")));
                    break;
                case "error":
                    errors.Add(new AbiError(Text(entry, "name"), Parameters(entry, "inputs")));
                    break;
                case "constructor":
                    constructor = new AbiConstructor(Parameters(entry, "inputs"), Mutability(entry));
                    break;
                case "fallback" or "receive":
                    break;
                case var unknown:
                    throw new AbiFormatException($"There is no kind of entry {HexData.Quote(unknown)} in an ABI.");
            }
        }
        return new ContractAbi(constructor, functions, events, errors);
    }

    private static List<AbiParameter> Parameters(JsonElement entry, string property)
    {
        if (!Member(entry, property, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw new AbiFormatException($"\"{property}\" is {list.ValueKind} in an ABI, not an array.");
        return [.. list.EnumerateArray().Select(Parameter)];
    }

    private static AbiParameter Parameter(JsonElement entry)
    {
        var type = Text(entry, "type");
        var parsed = type.StartsWith("tuple", StringComparison.Ordinal)
            ? AbiSignatureReader.ReadWhole(type["tuple".Length..], (ref AbiSignatureReader reader) =>
                reader.ReadArrays(new AbiTupleType(Parameters(entry, "components"))))
            : AbiType.Parse(type);
        return new AbiParameter(OptionalText(entry, "name") ?? "", parsed, Flag(entry, "indexed"), OptionalText(entry, "internalType"));
    }

    private static StateMutability Mutability(JsonElement entry) => OptionalText(entry, "stateMutability") switch
    {
        "view" => StateMutability.View,
        "pure" => StateMutability.Pure,
        "payable" => StateMutability.Payable,
        "nonpayable" or null => StateMutability.NonPayable,
        var unknown => throw new AbiFormatException($"There is no state mutability {HexData.Quote(unknown)}."),
    };

    private static string Text(JsonElement entry, string property) =>
        OptionalText(entry, property) ?? throw new AbiFormatException($"An entry of the ABI lacks \"{property}\".");

    private static string? OptionalText(JsonElement entry, string property)
    {
        if (!Member(entry, property, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new AbiFormatException($"\"{property}\" is {value.ValueKind} in an ABI, not a string.");
    }

    private static bool Flag(JsonElement entry, string property) => Member(entry, property, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new AbiFormatException($"\"{property}\" is {value.ValueKind} in an ABI, not true or false."),
    };

    private static bool Member(JsonElement entry, string property, out JsonElement value) => entry.ValueKind == JsonValueKind.Object
        ? entry.TryGetProperty(property, out value)
        : throw new AbiFormatException($"An entry of an ABI is {entry.ValueKind}, not an object.");
}
