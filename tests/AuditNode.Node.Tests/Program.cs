using AuditNode.Node.Tests.Anchoring;

namespace AuditNode.Node.Tests;

/// <summary>What this assembly does when it is run as a program: parts of tests that are there to be killed.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => arguments switch
    {
        ["report"] => ReportingProcess.RunAsync(),
        _ => Task.FromResult(2),
    };
}
