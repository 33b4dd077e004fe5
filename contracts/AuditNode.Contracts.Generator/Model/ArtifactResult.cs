using Microsoft.CodeAnalysis;

namespace AuditNode.Contracts.Generator.Model;

/// <summary>What became of a file: a contract, or a complaint.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Contract">The contract; null if there is a complaint.</param>
/// <param name="Complaint">Why there is no contract; null if there is one.</param>
internal sealed record ArtifactResult(string Path, ContractModel? Contract, Complaint? Complaint);

/// <summary>A diagnostic by value. <see cref="Diagnostic"/> itself would keep whole compilations in memory.</summary>
/// <param name="Descriptor">Its kind.</param>
/// <param name="Path">The file at fault.</param>
/// <param name="Reason">What is wrong.</param>
internal sealed record Complaint(DiagnosticDescriptor Descriptor, string Path, string Reason)
{
    /// <summary>As the compiler reports it: at the start of the file.</summary>
    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Location.Create(Path, default, default), System.IO.Path.GetFileName(Path), Reason);
}
