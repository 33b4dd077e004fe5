using System.Collections.Immutable;
using System.Text;
using AuditNode.Contracts.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Runs of the generator over artifacts, and what the compiler makes of the result.</summary>
internal sealed class GeneratorRun
{
    /// <summary>The newest language of the compiler that the generator is made for.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    /// <summary>Everything that the tests run with.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Warnings of every level, also for what lacks documentation.</summary>
    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    private static readonly CSharpCompilation empty = CSharpCompilation.Create("Generated", [], References, Options);

    private readonly GeneratorDriver driver;
    private readonly ImmutableArray<AdditionalText> files;

    private GeneratorRun(GeneratorDriver before, ImmutableArray<AdditionalText> files)
    {
        this.files = files;
        driver = before.RunGeneratorsAndUpdateCompilation(empty, out var compilation, out _);
        (Compilation, Result) = (compilation, driver.GetRunResult().Results.Single());
    }

    public Compilation Compilation { get; }

    public GeneratorRunResult Result { get; }

    public ImmutableArray<Diagnostic> Complaints => Result.Diagnostics;

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public static GeneratorRun Of(params (string Path, string Text)[] artifacts) => Of("AuditNode.Sample", artifacts);

    public static GeneratorRun Of(string rootNamespace, params (string Path, string Text)[] artifacts) =>
        With(new() { ["RootNamespace"] = rootNamespace }, artifacts);

    public static GeneratorRun With(Dictionary<string, string> properties, params (string Path, string Text)[] artifacts)
    {
        var files = artifacts.Select(artifact => new File(artifact.Path, artifact.Text)).ToImmutableArray<AdditionalText>();
        return new GeneratorRun(CSharpGeneratorDriver.Create(
            [new BindingsGenerator().AsSourceGenerator()], files, ParseOptions, new Properties(properties),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)), files);
    }

    /// <summary>The same run again, of the same driver.</summary>
    public GeneratorRun Again() => new(driver, files);

    /// <summary>A run of the same driver in which a file has another text.</summary>
    public GeneratorRun After(string path, Func<string, string> change)
    {
        var old = files.Single(file => file.Path == path);
        var changed = new File(path, change(old.GetText()!.ToString()));
        return new GeneratorRun(driver.ReplaceAdditionalText(old, changed), files.Replace(old, changed));
    }

    /// <summary>Why the outputs of a step are what they are.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    public IEnumerable<IncrementalStepRunReason> OutputReasons() =>
        Result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs).Select(output => output.Reason);

    public static string Artifact(string name, string abi, string rest = "") => $$"""{"contractName":"{{name}}","abi":{{abi}}{{rest}}}""";

    /// <summary>One of the specimens.</summary>
    public static (string Path, string Text) Specimen(string name) =>
        ($"/contracts/{name}.json",
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Bindings", "Specimens", name + ".json")));

    private sealed class File(string path, string text) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(text, Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Properties(Dictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global(Dictionary<string, string> properties) : AnalyzerConfigOptions
        {
            private const string Prefix = "build_property.";

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = null;
                return key.StartsWith(Prefix, StringComparison.Ordinal) && properties.TryGetValue(key[Prefix.Length..], out value);
            }
        }
    }
}
