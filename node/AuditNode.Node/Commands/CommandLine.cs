using System.CommandLine;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>The command line: nouns, then verbs.</summary>
internal static class CommandLine
{
    // The host bounds its own stop, and cleans up; this is for what hangs all the same.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(11);

    private const string Description = """
        A node of a consortium that clusters its joint data under audit.

        Results go to standard output (one line of JSON with --json), everything else to standard error. Exit codes: 0 done; 1 defect;
        2 wrong command line; 3 missing program; 4 port taken; 5 a started program ended; 6 files; 7 timeout; 8 chain or contract;
        9 configuration; 10 keys; 11 passphrase; 12 directory in use; 13 no node runs; 14 not found; 15 findings; 16 job refused;
        130 interrupted. The commands of audit and ledger have codes of their own; audit --help lists them.
        """;

    /// <summary>Runs a command; returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = Create();
        var parsed = root.Parse(arguments);
        Shorten(root, parsed.CommandResult.Command);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Patience });
        var message = string.Join(' ', parsed.Errors[^1].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return CommandGuard.Fail(new NodeException(NodeError.Usage, $"{message.TrimEnd('.')}; audit-node{PathOf(parsed)} --help shows what there is."));
    }

    /// <summary>The root of all commands.</summary>
    internal static RootCommand Create() => new(Description)
    {
        NodeCommand.Create(),
        JobCommand.Create(),
        AuditCommand.Create(),
        LedgerCommand.Create(),
        KeyCommand.Create(),
        InstitutionCommand.Create(),
        PrivacyCommand.Create(),
        ChainCommand.Create(),
        DoctorCommand.Create(),
        DemoCommand.Create(),
    };

    // Lists of commands show a sentence of each; all of it stands in the help of the command itself.
    private static void Shorten(Command command, Command asked)
    {
        foreach (var inner in command.Subcommands)
        {
            if (inner != asked && inner.Description is { } text)
            {
                text = text.ReplaceLineEndings(" ");
                inner.Description = text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;
            }
            Shorten(inner, asked);
        }
    }

    private static string PathOf(ParseResult parsed)
    {
        var path = "";
        for (var result = parsed.CommandResult; result.Command is not RootCommand; result = (System.CommandLine.Parsing.CommandResult)result.Parent!)
            path = $" {result.Command.Name}{path}";
        return path;
    }
}
