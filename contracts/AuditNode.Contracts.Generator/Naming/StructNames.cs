using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>C# names for structs, which become types within a type.</summary>
internal static class StructNames
{
    /// <summary>
    /// Takes a name for each: JobSpec for "JobRegistry.JobSpec", and JobRegistryJobSpec where another contract's JobSpec is there too.
    /// </summary>
    /// <param name="structs">The structs.</param>
    /// <param name="scope">The names of the type that they go into.</param>
    /// <param name="owner">That type's full name.</param>
    public static IReadOnlyDictionary<string, string> Take(IEnumerable<StructType> structs, NameScope scope, string owner)
    {
        var all = structs.ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in all)
        {
            // Without an internalType the name carries the signature.
            var path = type.SourceName.Split('(')[0];
            var isShared = all.Count(other => Short(other) == Short(type)) > 1;
            var full = string.Concat(path.Split('.').Select(Identifier.Pascal));
            var name = isShared ? scope.Take(full, full + "Struct") : scope.Take(Short(type), Short(type) + "Struct", full + "Struct");
            names.Add(type.SourceName, $"{owner}.{name}");
        }
        return names;
    }

    private static string Short(StructType type) => Identifier.Pascal(type.SourceName.Split('(')[0].Split('.').Last());
}
