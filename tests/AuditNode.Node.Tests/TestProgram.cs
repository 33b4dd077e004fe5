using AuditNode.Node.Tests.Anchoring;
using AuditNode.Node.Tests.Peers;

namespace AuditNode.Node.Tests;

/// <summary>The test assembly as a program: the roles that tests need as processes of their own. The test runner does not come here.</summary>
internal static class TestProgram
{
    private static async Task<int> Main(string[] arguments) => arguments switch
    {
        ["report"] => await ReportingProcess.RunAsync(),
        [ReceiverProgram.Verb, .. var rest] => await ReceiverProgram.RunAsync(rest),
        _ => throw new ArgumentException("Run the tests with 'dotnet test'."),
    };
}
