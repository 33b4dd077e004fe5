namespace AuditNode.Contracts.Generator.Model;

/// <summary>What an artifact says of a contract. Compared by value: bindings are made again only where it changed.</summary>
/// <param name="Path">The artifact's path.</param>
/// <param name="Name">The contract's name in Solidity.</param>
/// <param name="AbiJson">The ABI itself, without white space.</param>
/// <param name="Bytecode">Creation code in hexadecimal digits without 0x; empty for interfaces and abstract contracts.</param>
/// <param name="Constructor">Its parameters; it has no name, and returns nothing.</param>
/// <param name="Functions">In the ABI's order, as everything below.</param>
/// <param name="Events">Events that it, its bases and its libraries emit.</param>
/// <param name="Errors">Errors that it, its bases and its libraries raise.</param>
/// <param name="Documentation">What NatSpec says about it.</param>
internal sealed record ContractModel(
    string Path,
    string Name,
    string AbiJson,
    string Bytecode,
    FunctionModel Constructor,
    EquatableArray<FunctionModel> Functions,
    EquatableArray<EventModel> Events,
    EquatableArray<ErrorModel> Errors,
    Documentation Documentation)
{
    /// <summary>The structs of its functions, events and errors, inner ones first, each one once.</summary>
    public IEnumerable<StructType> Structs => StructType.Within(
        Functions.SelectMany(function => function.Parameters.Concat(function.Outputs))
            .Concat(Constructor.Parameters)
            .Concat(Events.SelectMany(item => item.Parameters)));
}
