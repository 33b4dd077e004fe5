using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The C# names of an event.</summary>
/// <param name="Type">The record of its values.</param>
internal sealed record EventNames(string Type)
{
    /// <summary>The values to look for.</summary>
    public string Filter => Type + "Filter";

    /// <summary>The method that looks for events in a range of blocks.</summary>
    public string Query => $"Query{Type}Async";

    /// <summary>The method that looks for events in a receipt.</summary>
    public string Find => "Find" + Type;

    private IEnumerable<string> All => [Type, Filter, Query, Find];

    /// <summary>Takes names for each event.</summary>
    public static IReadOnlyList<EventNames> Take(ContractModel contract, TypeMapping types, NameScope scope) =>
    [
        .. contract.Events.Select(item =>
        {
            var name = Identifier.Pascal(item.Name);
            if (contract.Events.Count(other => Identifier.Pascal(other.Name) == name) > 1)
                name += TypeSuffix.Of(item.Parameters, types);
            var type = scope.Take(type => new EventNames(type).All, name, name + "Event");
            return new EventNames(type);
        }),
    ];
}
