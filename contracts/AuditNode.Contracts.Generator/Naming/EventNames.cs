using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The C# names of an event.</summary>
/// <param name="Type">The record of its values.</param>
/// <param name="Filter">The values to look for.</param>
internal sealed record EventNames(string Type, string Filter)
{
    public static IReadOnlyList<EventNames> Take(ContractModel contract, TypeMapping types, NameScope scope) =>
    [
        .. contract.Events.Select(item =>
        {
            var name = Identifier.Pascal(item.Name);
            if (contract.Events.Count(other => Identifier.Pascal(other.Name) == name) > 1)
                name += TypeSuffix.Of(item.Parameters, types);
            var type = scope.Take(name, name + "Event");
            return new EventNames(type, scope.Take(type + "Filter"));
        }),
    ];
}
