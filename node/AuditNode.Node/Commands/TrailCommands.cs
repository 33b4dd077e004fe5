using System.CommandLine;
using System.Text.Json.Nodes;
using AuditNode.Chain;
using AuditNode.Node.Hosting;
using AuditNode.Verifier;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Commands;

/// <summary>audit export and audit show.</summary>
internal static class TrailCommands
{
    public static Command Export()
    {
        var (options, json) = (new AuditOptions(), CommonOptions.Json());
        var output = new Option<string>("--out", "-o") { Description = "The bundle; replaced where it is there.", HelpName = "FILE", Required = true };
        return options.AddTo(new Command("export", """
            Puts jobs of archives and bundles into one file that an auditor can take along.

            Example:
              audit-node audit export --directory /var/lib/audit-node --out study.bundle
            """)
        { output, json }).Audits(async (arguments, cancellationToken) =>
        {
            var (ledger, budget) = options.ContractsOf(arguments);
            var path = Path.GetFullPath(arguments.GetValue(output)!);
            var summary = await ExplainAsync(NodeError.Files, () => TrailExport.WriteAsync(
                options.ArchivesOf(arguments), path, options.RpcOf(arguments),
                ledger ?? throw new NodeException(NodeError.Usage, "Name the ledger with --ledger or --contracts."), budget,
                [.. options.JobsOf(arguments)], cancellationToken)).ConfigureAwait(false);
            CommandResult.Write(
                new { bundle = path, bytes = new FileInfo(path).Length, missing = summary.Missing.Select(artifact => new { artifact.Name, artifact.Sha256 }) },
                [
                    ("bundle", path),
                    ("bytes", $"{new FileInfo(path).Length}"),
                    .. summary.Missing.Select(artifact => ("not at hand", (string?)$"{artifact.Name} {artifact.Sha256}")),
                ],
                arguments.GetValue(json));
            return 0;
        });
    }

    public static Command Show()
    {
        var (options, json) = (new AuditOptions(), CommonOptions.Json());
        var institution = new Option<Address?>("--institution")
        {
            Description = "Only the records of this institution.",
            HelpName = "ADDRESS",
            CustomParser = argument => CommonOptions.Read<Address>(argument, Address.TryParse, "an address, 0x and 40 hexadecimal digits"),
        };
        var sequence = new Option<long?>("--sequence") { Description = "Only the record of this number.", HelpName = "N" };
        return options.AddTo(new Command("show", """
            Shows the records of one job (--job), from chain and archives together: whose, what, where anchored, whether the archived bytes are
            the anchored ones. Exit code 1 where they are not.

            Example:
              audit-node audit show --archive study.bundle --rpc http://127.0.0.1:8545 --job 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2
            """)
        { institution, sequence, json }).Audits(async (arguments, cancellationToken) =>
        {
            var (ledger, budget) = options.ContractsOf(arguments);
            var request = new VerificationRequest
            {
                Rpc = options.RpcOf(arguments), Ledger = ledger, Budget = budget, Archives = options.ArchivesOf(arguments), Jobs = options.JobsOf(arguments),
            };
            var shown = await ExplainAsync(NodeError.Usage, () => TrailShow.ReadAsync(
                request, arguments.GetValue(institution), arguments.GetValue(sequence), cancellationToken)).ConfigureAwait(false);
            CommandResult.WriteTable(
                shown.Records.Select(Describe), ["institution", "number", "kind", "round", "block", "proof", "sound", "hash"],
                shown.Records.Select(record => (IReadOnlyList<string>)
                [
                    $"{record.Institution}", $"{record.Sequence}", record.Kind ?? "?", $"{record.Round}", $"{record.Block}", record.Proof ?? "none",
                    record.IsSound ? "yes" : "no", $"{record.Hash}",
                ]),
                "no records", arguments.GetValue(json));
            foreach (var finding in shown.Findings)
                await Console.Error.WriteLineAsync($"{finding}".ReplaceLineEndings(" ")).ConfigureAwait(false);
            return shown.Findings.Count == 0 ? 0 : AuditExit.Of(NodeError.Findings);
        });
    }

    private static object Describe(RecordView record) => new
    {
        institution = record.Institution, sequence = record.Sequence, kind = record.Kind, round = record.Round, hash = record.Hash, block = record.Block,
        transaction = record.Transaction, proof = record.Proof, sound = record.IsSound,
        content = record.Content is { } content ? JsonNode.Parse(content.Span) : null,
    };

    private static async Task<T> ExplainAsync<T>(NodeError argument, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (VerificationArgumentException e)
        {
            throw new NodeException(argument, e.Message.ReplaceLineEndings(" "), e);
        }
        catch (ChainReadException e)
        {
            throw new NodeException(NodeError.Chain, e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
