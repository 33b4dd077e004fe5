using System.Text;
using AuditNode.Contracts.Generator.Artifacts;
using AuditNode.Contracts.Generator.Emission;
using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AuditNode.Contracts.Generator;

/// <summary>
/// Makes a class for every contract artifact among the additional files of a project, and records for the errors of all of them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BindingsGenerator : IIncrementalGenerator
{
    internal const string ArtifactsStep = "Artifacts";
    internal const string ContractsStep = "Contracts";
    internal const string ErrorsStep = "Errors";

    /// <summary>Registers the steps; each one is repeated only when its input has changed.</summary>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var rootNamespace = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            Property(options, "ContractBindingsNamespace") ?? Property(options, "RootNamespace") ?? "AuditNode.Contracts");
        var artifacts = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .Select(static (file, cancellation) => Read(file, cancellation))
            .WithTrackingName(ArtifactsStep);
        var unique = artifacts.Collect().SelectMany(static (all, _) => RejectDuplicates(all)).WithTrackingName(ContractsStep);
        var errors = unique.Collect()
            .Select(static (all, _) => SharedError.Of(all.Select(result => result.Contract).OfType<ContractModel>()))
            .WithTrackingName(ErrorsStep);

        context.RegisterSourceOutput(unique.Combine(rootNamespace), static (output, pair) => AddContract(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(errors.Combine(rootNamespace), static (output, pair) => AddErrors(output, pair.Left, pair.Right));
    }

    private static string? Property(AnalyzerConfigOptionsProvider options, string name) =>
        options.GlobalOptions.TryGetValue("build_property." + name, out var value) && value.Length > 0 ? value : null;

    private static ArtifactResult Read(AdditionalText file, CancellationToken cancellation)
    {
        try
        {
            var text = file.GetText(cancellation)?.ToString() ?? throw new ArtifactException("the file cannot be read");
            return new ArtifactResult(file.Path, ArtifactReader.Read(file.Path, text), null);
        }
        catch (UnsupportedTypeException exception)
        {
            return new ArtifactResult(file.Path, null, new Complaint(Diagnostics.UnsupportedType, file.Path, exception.Message));
        }
        catch (ArtifactException exception)
        {
            return new ArtifactResult(file.Path, null, new Complaint(Diagnostics.MalformedArtifact, file.Path, exception.Message));
        }
    }

    // Sorted, so that neither the result nor the culprit depends on the order of the files.
    private static IEnumerable<ArtifactResult> RejectDuplicates(IEnumerable<ArtifactResult> results)
    {
        // Names of generated files differ in more than case.
        var pathsByName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var result in results.OrderBy(result => result.Path, StringComparer.Ordinal))
        {
            if (result.Contract is not { } contract)
            {
                yield return result;
                continue;
            }
            var name = ContractNames.ClassOf(contract.Name);
            if (pathsByName.TryGetValue(name, out var other))
            {
                var reason = $"the contract {contract.Name} is that of {Path.GetFileName(other)} already";
                yield return new ArtifactResult(result.Path, null, new Complaint(Diagnostics.DuplicateContract, result.Path, reason));
                continue;
            }
            pathsByName.Add(name, result.Path);
            yield return result;
        }
    }

    private static void AddContract(SourceProductionContext output, ArtifactResult result, string rootNamespace)
    {
        if (result.Complaint is { } complaint)
            output.ReportDiagnostic(complaint.ToDiagnostic());
        if (result.Contract is not { } contract)
            return;
        foreach (var (suffix, source) in new ContractEmitter(contract, rootNamespace).Emit())
            Add(output, ContractNames.ClassOf(contract.Name) + suffix, source);
    }

    private static void AddErrors(SourceProductionContext output, EquatableArray<SharedError> errors, string rootNamespace)
    {
        if (errors.Count > 0)
            Add(output, "ContractErrors.Records", ErrorsEmitter.Records(errors, rootNamespace));
        Add(output, "ContractErrors", ErrorsEmitter.Catalogue(errors, rootNamespace));
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText.From(source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
}
