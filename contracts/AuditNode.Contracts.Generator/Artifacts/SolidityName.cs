using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Artifacts;

/// <summary>
/// Names in an ABI (https://docs.soliditylang.org/en/latest/grammar.html). They become code, so nothing but an identifier may pass.
/// </summary>
internal static class SolidityName
{
    /// <summary>Checks an identifier of which C# can make a name too.</summary>
    /// <exception cref="ArtifactException">It is something else.</exception>
    public static void Require(string name, string path)
    {
        if (!IsIdentifier(name) || Identifier.Pascal(name).Length == 0)
            throw new ArtifactException($"{path} is \"{name}\", which is not an identifier");
    }

    /// <summary>Checks the name of a parameter, which may be empty or "_".</summary>
    /// <exception cref="ArtifactException">It is something else.</exception>
    public static void RequireParameter(string name, string path)
    {
        if (name.Length > 0 && !IsIdentifier(name))
            throw new ArtifactException($"{path}.name is \"{name}\", which is not an identifier");
    }

    /// <summary>Checks identifiers with dots between them.</summary>
    /// <exception cref="ArtifactException">The text is something else.</exception>
    public static void RequirePath(string names, string path)
    {
        foreach (var name in names.Split('.'))
            Require(name, path);
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !IsDigit(name[0]) && name.All(c => c is '_' or '$' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') || IsDigit(c));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
