using Microsoft.CodeAnalysis;

namespace AuditNode.Contracts.Generator;

/// <summary>What the generator complains of. All are errors: a binding that is missing or half made helps nobody.</summary>
internal static class Diagnostics
{
    private const string Category = "AuditNode.Contracts";

    /// <summary>A file is no artifact.</summary>
    public static readonly DiagnosticDescriptor MalformedArtifact = Error("ANC001", "Malformed contract artifact", "{0}: {1}");

    /// <summary>An ABI has a type that C# has no values for.</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = Error("ANC002", "Unsupported Solidity type", "{0}: {1}");

    /// <summary>Two files describe contracts of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicateContract = Error("ANC003", "Duplicate contract", "{0}: {1}");

    private static DiagnosticDescriptor Error(string id, string title, string format) =>
        new(id, title, format, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
