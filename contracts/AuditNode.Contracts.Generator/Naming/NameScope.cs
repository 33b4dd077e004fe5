namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The names taken in one place, so that two Solidity names never become one C# name.</summary>
internal sealed class NameScope(params IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = new(taken, StringComparer.Ordinal);

    /// <summary>Takes the first name that is free: the one wished for, the alternatives, or the last of them with a number.</summary>
    public string Take(string wish, params string[] alternatives) => Take(name => [name], wish, alternatives);

    /// <summary>Takes the first name for which everything that is named after it is free.</summary>
    public string Take(Func<string, IEnumerable<string>> named, string wish, params string[] alternatives)
    {
        foreach (var name in alternatives.Prepend(wish).Concat(Numbered(alternatives.Append(wish).First())))
        {
            var names = named(name).ToList();
            if (names.Any(taken.Contains))
                continue;
            taken.UnionWith(names);
            return name;
        }
        throw new InvalidOperationException($"No name is left for {wish}.");
    }

    /// <summary>Whether a name is taken.</summary>
    public bool Has(string name) => taken.Contains(name);

    /// <summary>Takes names that may be taken already.</summary>
    public void Add(IEnumerable<string> names) => taken.UnionWith(names);

    private static IEnumerable<string> Numbered(string name) => Enumerable.Range(2, 10_000).Select(number => name + number);
}
