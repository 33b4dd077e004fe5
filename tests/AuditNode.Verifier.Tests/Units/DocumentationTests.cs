using System.Runtime.CompilerServices;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;

namespace AuditNode.Verifier.Tests.Units;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_code_and_outcome_is_documented()
    {
        string page = File.ReadAllText(Page());
        Assert.All(FindingCode.All, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<VerificationExit>(), exit => Assert.Contains($"| {(int)exit} | `{ReportJson.Name(exit)}` |", page, StringComparison.Ordinal));
    }

    private static string Page([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "verification.md");
}
