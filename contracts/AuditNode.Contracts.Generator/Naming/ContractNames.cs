using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The C# names of everything in a contract's binding. The same contract always gets the same names.</summary>
internal sealed class ContractNames
{
    public ContractNames(ContractModel contract, string rootNamespace)
    {
        Class = ClassOf(contract.Name);
        FullClass = $"global::{rootNamespace}.{Class}";
        var scope = new NameScope([.. ReservedNames.InContracts, .. ReservedNames.InRecords, Class]);
        Structs = StructNames.Take(contract.Structs, scope, FullClass);
        Types = new TypeMapping(Structs);
        Functions = FunctionNames.Take(contract, Types, scope);
        Events = EventNames.Take(contract, Types, scope);
    }

    /// <summary>The name of the class.</summary>
    public string Class { get; }

    /// <summary>The same with its namespace.</summary>
    public string FullClass { get; }

    /// <summary>The names of the structs' types, in full, by their names in the source.</summary>
    public IReadOnlyDictionary<string, string> Structs { get; }

    /// <summary>C# types by Solidity types.</summary>
    public TypeMapping Types { get; }

    /// <summary>The functions' names, in the functions' order.</summary>
    public IReadOnlyList<FunctionNames> Functions { get; }

    /// <summary>The events' names, in the events' order.</summary>
    public IReadOnlyList<EventNames> Events { get; }

    /// <summary>The name of a contract's class.</summary>
    public static string ClassOf(string contract) =>
        new NameScope([.. ReservedNames.InContracts, .. ReservedNames.InRecords, .. ReservedNames.InNamespace])
            .Take(Identifier.Pascal(contract), Identifier.Pascal(contract) + "Contract");
}
