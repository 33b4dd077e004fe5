namespace AuditNode.Contracts.Generator.Naming;

/// <summary>
/// Names of members that generated types have in any case. Neither what is in a type nor the type itself can be called so.
/// </summary>
internal static class ReservedNames
{
    private static readonly string[] ofObjects =
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"];

    /// <summary>In records of structs, calls, events and errors, and in filters.</summary>
    public static IReadOnlyList<string> InRecords { get; } =
    [
        .. ofObjects, "Deconstruct", "PrintMembers", "EqualityContract", "Clone", "ToAbi", "FromAbi", "Encode", "Decode", "TryDecode",
        "Abi", "Origin", "Definition", "Topics",
    ];

    /// <summary>In the classes of contracts: their own members and those of their base.</summary>
    public static IReadOnlyList<string> InContracts { get; } =
    [
        .. ofObjects, "Abi", "Bytecode", "DeployAsync", "EncodeDeployment", "Address", "Client", "CallAsync", "SendAsync",
        "EstimateGasAsync", "QueryAsync", "Find",
    ];

    /// <summary>In the namespace: what is written by hand there, and what all contracts share.</summary>
    public static IReadOnlyList<string> InNamespace { get; } =
    [
        "AbiDecoder", "AbiList", "Contract", "ContractErrors", "ContractNotFoundException", "CustomError", "Errors", "EventOrigin",
        "TopicChoice",
    ];
}
