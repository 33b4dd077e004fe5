using AuditNode.Contracts.Generator;
using Microsoft.CodeAnalysis;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>What is not made again while its input stays the same.</summary>
public class GeneratorCachingTests
{
    private const string SpecimenPath = "/contracts/Specimen.json";

    [Fact]
    public void Nothing_is_made_again_when_nothing_changed()
    {
        var again = Run().Again();

        Assert.All(again.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.NotEmpty(again.OutputReasons());
    }

    [Fact]
    public void A_change_of_the_layout_of_a_file_changes_no_output()
    {
        var after = Run().After(SpecimenPath, text => text + "\n\n");

        Assert.Contains(IncrementalStepRunReason.Unchanged, after.Reasons(BindingsGenerator.ArtifactsStep));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, after.Reasons(BindingsGenerator.ArtifactsStep));
        Assert.All(after.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_change_of_one_contract_leaves_the_others_and_the_errors_alone()
    {
        var after = Run().After(SpecimenPath, text => text.Replace("\"maxSize\"", "\"largest\"").Replace("MAX_SIZE", "LARGEST"));

        Assert.Equal(1, after.Reasons(BindingsGenerator.ContractsStep).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal([IncrementalStepRunReason.Unchanged], after.Reasons(BindingsGenerator.ErrorsStep));
        Assert.Equal(1, after.OutputReasons().Count(reason => reason != IncrementalStepRunReason.Cached));
        Assert.Contains("LargestAsync", after.Sources["Specimen.g.cs"]);
    }

    [Fact]
    public void A_change_of_an_error_changes_the_catalogue()
    {
        var after = Run().After(SpecimenPath, text => text.Replace("\"TooMuch\"", "\"TooLarge\""));

        Assert.Equal([IncrementalStepRunReason.Modified], after.Reasons(BindingsGenerator.ErrorsStep));
        Assert.Contains("Errors.TooLarge.TryDecode", after.Sources["ContractErrors.g.cs"]);
    }

    private static GeneratorRun Run() =>
        GeneratorRun.Of(GeneratorRun.Specimen("Specimen"), GeneratorRun.Specimen("Other"), GeneratorRun.Specimen("IBare"));
}
