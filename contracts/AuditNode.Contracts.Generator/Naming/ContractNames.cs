using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The C# names of everything in a contract's binding. The same contract always gets the same names.</summary>
internal sealed class ContractNames
{
    // Members of the class itself and of its bases, which nested types must not hide.
    private static readonly string[] ownMembers =
    [
        "Abi", "Bytecode", "DeployAsync", "EncodeDeployment", "Address", "Client", "CallAsync", "SendAsync", "EstimateGasAsync", "QueryAsync", "Find",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    public ContractNames(ContractModel contract, string rootNamespace)
    {
        Class = Identifier.Pascal(contract.Name);
        FullClass = $"global::{rootNamespace}.{Class}";
        var scope = new NameScope([.. ownMembers, Class]);
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
}
