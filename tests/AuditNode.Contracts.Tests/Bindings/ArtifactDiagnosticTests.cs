using Microsoft.CodeAnalysis;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Artifacts that no binding can be made for: errors of the build that name the file and the reason.</summary>
public class ArtifactDiagnosticTests
{
    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{\"contractName\":", "not valid JSON")]
    [InlineData("[]", "the file holds array where object is expected")]
    [InlineData("{}", "contractName is missing")]
    [InlineData("{\"contractName\":1,\"abi\":[]}", "contractName holds number where string is expected")]
    [InlineData("{\"contractName\":\"A\"}", "abi is missing")]
    [InlineData("{\"contractName\":\"A\",\"abi\":{}}", "abi holds object where array is expected")]
    [InlineData("{\"contractName\":\"A b\",\"abi\":[]}", "contractName is \"A b\", which is not an identifier")]
    [InlineData("{\"contractName\":\"_\",\"abi\":[]}", "contractName is \"_\", which is not an identifier")]
    [InlineData("{\"contractName\":\"A\",\"abi\":[],\"bytecode\":\"6000\"}", "bytecode is not 0x and an even number of hexadecimal digits")]
    [InlineData("{\"contractName\":\"A\",\"abi\":[],\"bytecode\":\"0x600\"}", "bytecode is not 0x and an even number of hexadecimal digits")]
    [InlineData("{\"contractName\":\"A\",\"abi\":[],\"bytecode\":\"0x73__$aa$__63\"}", "bytecode refers to a library that is not linked")]
    public void Files_that_are_no_artifacts_are_refused(string text, string reason) => AssertComplaint("ANC001", reason, text);

    [Theory]
    [InlineData("""{"type":"modifier","name":"m","inputs":[]}""", "abi[0].type is \"modifier\"")]
    [InlineData("""{"type":"function","inputs":[],"stateMutability":"view"}""", "abi[0].name is missing")]
    [InlineData("""{"type":"function","name":"f","stateMutability":"view"}""", "abi[0].inputs is missing")]
    [InlineData("""{"type":"function","name":"f","inputs":[]}""", "abi[0].stateMutability is missing")]
    [InlineData("""{"type":"function","name":"f","inputs":[],"stateMutability":"constant"}""", "abi[0].stateMutability is \"constant\"")]
    [InlineData("""{"type":"function","name":"f(){}","inputs":[],"stateMutability":"view"}""", "abi[0].name is \"f(){}\"")]
    [InlineData("""{"type":"error","name":"E","inputs":[{"name":"a"}]}""", "abi[0].inputs[0].type is missing")]
    [InlineData("""{"type":"error","name":"E","inputs":[{"name":"a b","type":"bool"}]}""", "abi[0].inputs[0].name is \"a b\"")]
    [InlineData("""{"type":"error","name":"E","inputs":[{"name":"a","type":"tuple","components":[]}]}""", "abi[0].inputs[0].components is empty")]
    [InlineData(
        """{"type":"error","name":"E","inputs":[{"name":"a","type":"tuple","internalType":"struct A.9","components":[{"name":"b","type":"bool"}]}]}""",
        "abi[0].inputs[0].internalType is \"9\"")]
    [InlineData("""{"type":"error","name":"E","inputs":[{"name":"a","type":"]"}]}""", "abi[0].inputs[0].type is \"]\", which is no type")]
    public void Entries_that_make_no_sense_are_refused_by_their_place(string entry, string reason) =>
        AssertComplaint("ANC001", reason, GeneratorRun.Artifact("A", $"[{entry}]"));

    [Theory]
    [InlineData("fixed128x18")]
    [InlineData("function")]
    [InlineData("uint")]
    [InlineData("uint7")]
    [InlineData("uint08")]
    [InlineData("uint264")]
    [InlineData("int0")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("Address")]
    [InlineData("uint8[0]")]
    [InlineData("uint8[99999999999]")]
    [InlineData("mystery[3]")]
    public void Types_without_a_counterpart_are_refused(string type) =>
        AssertComplaint(
            "ANC002", "abi[0].inputs[0]",
            GeneratorRun.Artifact("A", $$"""[{"type":"error","name":"E","inputs":[{"name":"a","type":"{{type}}"}]}]"""));

    [Fact]
    public void Types_that_nest_too_deep_are_refused()
    {
        var type = "uint8" + string.Concat(Enumerable.Repeat("[]", 40));

        AssertComplaint(
            "ANC002", "deeper than 32",
            GeneratorRun.Artifact("A", $$"""[{"type":"error","name":"E","inputs":[{"name":"a","type":"{{type}}"}]}]"""));
    }

    [Fact]
    public void Two_files_of_one_contract_are_refused_and_the_first_one_counts()
    {
        var ledger = GeneratorRun.Artifact("Ledger", "[]");

        var run = GeneratorRun.Of(("/b/B.json", ledger), ("/a/A.json", ledger));


        var complaint = Assert.Single(run.Complaints);
        Assert.Equal(("ANC003", "/b/B.json"), (complaint.Id, complaint.Location.GetLineSpan().Path));
        Assert.Contains("B.json: the contract Ledger is that of A.json already", complaint.GetMessage());
        Assert.Contains("Ledger.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void A_bad_file_does_not_keep_others_from_being_made()
    {
        var run = GeneratorRun.Of(("/a/Bad.json", "?"), ("/a/Good.json", GeneratorRun.Artifact("Good", "[]")));

        Assert.Equal("/a/Bad.json", Assert.Single(run.Complaints).Location.GetLineSpan().Path);
        Assert.Contains("Good.g.cs", run.Sources.Keys);
    }

    private static void AssertComplaint(string id, string reason, string text)
    {
        var run = GeneratorRun.Of(("/contracts/Culprit.json", text));

        var complaint = Assert.Single(run.Complaints);
        Assert.Equal((id, DiagnosticSeverity.Error), (complaint.Id, complaint.Severity));
        Assert.StartsWith("Culprit.json: ", complaint.GetMessage());
        Assert.Contains(reason, complaint.GetMessage());
        Assert.Equal("/contracts/Culprit.json", complaint.Location.GetLineSpan().Path);
        Assert.Equal(["ContractErrors.g.cs"], run.Sources.Keys);
        Assert.Null(run.Result.Exception);
    }
}
