using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>C# names for lists of parameters.</summary>
internal static class ParameterNames
{
    /// <summary>camelCase and escaped; "arg0" and so on where there is no name.</summary>
    public static IReadOnlyList<string> Arguments(IReadOnlyList<ParameterModel> parameters, NameScope scope) =>
        [.. parameters.Select((parameter, i) => Identifier.Escape(Take(scope, Identifier.Camel(parameter.Name), $"arg{i}", "Value")))];

    /// <summary>PascalCase for the properties of a type.</summary>
    public static IReadOnlyList<string> Properties(IReadOnlyList<ParameterModel> parameters, NameScope scope) =>
        [.. parameters.Select((parameter, i) => Take(scope, Identifier.Pascal(parameter.Name), $"Arg{i}", "Value"))];

    private static string Take(NameScope scope, string name, string unnamed, string suffix) =>
        name.Length == 0 ? scope.Take(unnamed) : scope.Take(name, name + suffix);
}
