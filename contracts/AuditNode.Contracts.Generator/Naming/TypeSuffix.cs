using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>What tells overloads apart where C# needs different names: "Uint256Address" for (uint256, address).</summary>
internal static class TypeSuffix
{
    public static string Of(IEnumerable<ParameterModel> parameters, TypeMapping types)
    {
        var suffix = string.Concat(parameters.Select(parameter => Of(parameter.Type, types)));
        return suffix.Length == 0 ? "Empty" : suffix;
    }

    private static string Of(SolidityType type, TypeMapping types) => type switch
    {
        ArrayType array => $"{Of(array.Element, types)}Array{array.Length}",
        StructType => types.CSharp(type).Split('.').Last(),
        _ => Identifier.Pascal(type.Canonical),
    };
}
