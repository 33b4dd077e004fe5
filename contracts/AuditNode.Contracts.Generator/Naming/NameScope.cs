namespace AuditNode.Contracts.Generator.Naming;

/// <summary>The names taken in one place, so that two Solidity names never become one C# name.</summary>
internal sealed class NameScope(params string[] taken)
{
    private readonly HashSet<string> taken = new(taken, StringComparer.Ordinal);

    /// <summary>Takes the first name that is free: the one wished for, the alternatives, or the last alternative with a number.</summary>
    public string Take(string wish, params string[] alternatives)
    {
        foreach (var name in alternatives.Prepend(wish))
        {
            if (taken.Add(name))
                return name;
        }
        var last = alternatives.Append(wish).First(name => name.Length > 0);
        for (var number = 2; ; number++)
        {
            if (taken.Add(last + number))
                return last + number;
        }
    }
}
