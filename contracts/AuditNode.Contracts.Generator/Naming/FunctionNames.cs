using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The C# names of a function.</summary>
/// <param name="Method">What its methods' names are made of: Append in SendAppendAsync. Overloads share it where C# can tell them apart.</param>
/// <param name="Unique">A name that no other function has, for its field.</param>
/// <param name="Call">The record of its arguments; null for functions that only read.</param>
internal sealed record FunctionNames(string Method, string Unique, string? Call)
{
    /// <summary>The methods of a function that reads.</summary>
    public string Read => Method + "Async";

    /// <summary>Makes calldata.</summary>
    public string Encode => "Encode" + Method;

    /// <summary>Sends a transaction.</summary>
    public string Send => $"Send{Method}Async";

    /// <summary>Simulates one.</summary>
    public string Simulate => $"Call{Method}Async";

    /// <summary>Estimates what one would burn.</summary>
    public string EstimateGas => $"Estimate{Method}GasAsync";

    public static IReadOnlyList<FunctionNames> Take(ContractModel contract, TypeMapping types, NameScope scope)
    {
        var unique = new NameScope();
        var methods = new HashSet<string>(StringComparer.Ordinal)
        {
            $"EncodeDeployment({CSharpTypes(contract.Constructor, types)})",
        };
        var chosen = contract.Functions.Select(function => Choose(function, contract, types, unique, methods)).ToList();
        // Nested types may not have the name of a method either.
        foreach (var method in methods)
            scope.Take(method.Split('(')[0]);
        return [.. chosen.Select((names, i) => names with { Call = contract.Functions[i].IsView ? null : scope.Take(names.Unique + "Call") })];
    }

    private static FunctionNames Choose(FunctionModel function, ContractModel contract, TypeMapping types, NameScope unique, HashSet<string> methods)
    {
        var name = Identifier.Pascal(function.Name);
        var suffixed = name + TypeSuffix.Of(function.Parameters, types);
        var signature = CSharpTypes(function, types);
        var overloads = contract.Functions.Where(other => Identifier.Pascal(other.Name) == name).ToList();
        var field = overloads.Count > 1 ? unique.Take(suffixed) : unique.Take(name, suffixed);
        var isAmbiguous = overloads.Count(other => CSharpTypes(other, types) == signature) > 1;
        foreach (var candidate in new[] { isAmbiguous ? field : name, field, field + "Function" })
        {
            var names = new FunctionNames(candidate, field, null);
            var made = Methods(names, function, signature).ToList();
            if (!made.Any(methods.Contains))
            {
                methods.UnionWith(made);
                return names;
            }
        }
        throw new InvalidOperationException($"No name is left for {function.Signature}.");
    }

    // With the types of what comes first, so that a view called callX and the simulation of X do not meet.
    private static IEnumerable<string> Methods(FunctionNames names, FunctionModel function, string signature)
    {
        yield return $"{names.Encode}({signature})";
        if (function.IsView)
        {
            yield return $"{names.Read}({signature})";
            yield break;
        }
        var afterwards = signature.Length == 0 ? "" : "," + signature;
        yield return $"{names.Send}({KnownTypes.TransactionSender}{afterwards})";
        yield return $"{names.Simulate}({KnownTypes.Address}{afterwards})";
        yield return $"{names.EstimateGas}({KnownTypes.Address}{afterwards})";
    }

    private static string CSharpTypes(FunctionModel function, TypeMapping types) =>
        string.Join(",", function.Parameters.Select(parameter => types.CSharp(parameter.Type)));
}
