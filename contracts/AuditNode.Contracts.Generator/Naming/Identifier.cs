using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditNode.Contracts.Generator.Naming;

/// <summary>C# names for Solidity names.</summary>
internal static class Identifier
{
    /// <summary>"recordHash", "_record_hash" and "RECORD_HASH" as "RecordHash"; empty where nothing is left.</summary>
    public static string Pascal(string name)
    {
        // Names of constants are shouted; elsewhere capitals carry words (keyX) and stay.
        var isShouted = !name.Any(char.IsLower);
        var result = new StringBuilder(name.Length);
        foreach (var word in name.Split(['_', '$'], StringSplitOptions.RemoveEmptyEntries))
        {
            result.Append(char.ToUpperInvariant(word[0]));
            result.Append(isShouted ? word.Substring(1).ToLowerInvariant() : word.Substring(1));
        }
        if (result.Length > 0 && char.IsDigit(result[0]))
            result.Insert(0, '_');
        return result.ToString();
    }

    /// <summary>"recordHash" for the same; without an escape.</summary>
    public static string Camel(string name)
    {
        var pascal = Pascal(name);
        return pascal.Length == 0 ? "" : char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }

    /// <summary>The name with @ before it where C# reads it as a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
