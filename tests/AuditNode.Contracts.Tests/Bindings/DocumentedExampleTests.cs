using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>The example in docs/bindings.md compiles as it stands there.</summary>
public class DocumentedExampleTests
{
    // What the example takes for granted.
    private const string Frame = """
        using System;
        using System.Linq;
        using System.Numerics;
        using System.Threading;
        using System.Threading.Tasks;
        using AuditNode.Chain;
        using AuditNode.Chain.JsonRpc;
        using AuditNode.Chain.Sending;
        using AuditNode.Contracts;
        using AuditNode.Contracts.Errors;

        internal static class Example
        {
            public static async Task RunAsync(
                JsonRpcClient rpc, Address address, Bytes32 jobId, Address institution, Address first, Address second, Account account,
                Bytes32 hash, BigInteger keyY, BigInteger challenge, BigInteger response, TransactionSender sender, ulong head,
                TransactionInfo transaction, ContractRevertedException exception, InstitutionRegistry registry, CancellationToken cancellation)
            {
        #line 1
        //example
            }

            private static Task Store(PendingTransactionState state, CancellationToken cancellation) => Task.CompletedTask;

            private static void Verify(ReadOnlyMemory<byte> instance, ReadOnlyMemory<byte> proof) => Console.WriteLine((instance, proof));
        }
        """;

    [Fact]
    public void The_example_compiles_without_warnings()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "bindings.md"));
        var example = page.Split("```csharp\n")[1].Split("```")[0];

        var tree = CSharpSyntaxTree.ParseText(Frame.Replace("//example", example), GeneratorRun.ParseOptions);
        var compilation = CSharpCompilation.Create("Example", [tree], GeneratorRun.References, GeneratorRun.Options);

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AuditNode.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run below the repository.");
        return folder.FullName;
    }
}
