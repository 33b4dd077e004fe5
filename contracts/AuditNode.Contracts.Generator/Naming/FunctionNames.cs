using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The C# names of a function.</summary>
/// <param name="Method">What its methods are named after: Append in SendAppendAsync. Overloads share it where C# tells them apart.</param>
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

    /// <summary>Takes names for each function.</summary>
    public static IReadOnlyList<FunctionNames> Take(ContractModel contract, TypeMapping types, NameScope scope)
    {
        var unique = new NameScope();
        var signatures = new HashSet<string>(StringComparer.Ordinal);
        var chosen = contract.Functions.Select(function => Choose(function, contract, types, unique, signatures, scope)).ToList();
        // Nested types may not have the name of a method either.
        scope.Add(signatures.Select(NameIn));
        return
        [
            .. chosen.Zip(contract.Functions, (names, function) =>
                names with { Call = function.IsView ? null : scope.Take(names.Unique + "Call") }),
        ];
    }

    private static FunctionNames Choose(
        FunctionModel function, ContractModel contract, TypeMapping types, NameScope unique, HashSet<string> signatures, NameScope scope)
    {
        var name = Identifier.Pascal(function.Name);
        var suffixed = name + TypeSuffix.Of(function.Parameters, types);
        var arguments = CSharpTypes(function, types);
        var overloads = contract.Functions.Where(other => Identifier.Pascal(other.Name) == name).ToList();
        var field = overloads.Count > 1 ? unique.Take(suffixed) : unique.Take(name, suffixed);
        var isAmbiguous = overloads.Count(other => CSharpTypes(other, types) == arguments) > 1;
        var numbered = Enumerable.Range(2, 10_000).Select(number => $"{field}Function{number}");
        foreach (var candidate in numbered.Prepend(field + "Function").Prepend(isAmbiguous ? field : name))
        {
            var names = new FunctionNames(candidate, field, null);
            var made = Signatures(names, function, arguments).ToList();
            if (made.Any(signatures.Contains) || made.Any(signature => scope.Has(NameIn(signature))))
                continue;
            signatures.UnionWith(made);
            return names;
        }
        throw new InvalidOperationException($"No name is left for {function.Signature}.");
    }

    // With the types of what comes first, so that a view called callX and the simulation of X do not meet.
    private static IEnumerable<string> Signatures(FunctionNames names, FunctionModel function, string arguments)
    {
        yield return $"{names.Encode}({arguments})";
        if (function.IsView)
        {
            yield return $"{names.Read}({arguments})";
            yield break;
        }
        var afterwards = arguments.Length == 0 ? "" : "," + arguments;
        yield return $"{names.Send}({KnownTypes.TransactionSender}{afterwards})";
        yield return $"{names.Simulate}({KnownTypes.Address}{afterwards})";
        yield return $"{names.EstimateGas}({KnownTypes.Address}{afterwards})";
    }

    private static string NameIn(string signature) => signature.Split('(')[0];

    private static string CSharpTypes(FunctionModel function, TypeMapping types) =>
        string.Join(",", function.Parameters.Select(parameter => types.CSharp(parameter.Type)));
}
