using System.CommandLine;
using AuditNode.Node.Hosting;
using AuditNode.Verifier;

namespace AuditNode.Node.Commands;

/// <summary>ledger: checks the ledger by itself.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "The ledger on the chain, by itself.") { Fsck() };

    private static Command Fsck()
    {
        var (options, json) = (new AuditOptions(), CommonOptions.Json());
        return options.AddTo(new Command("fsck", """
            Checks a ledger without any archive: events, heads and storage agree, every proof holds. Exit codes as those of audit.

            Example:
              audit-node ledger fsck --rpc http://127.0.0.1:8545 --contracts contracts.json
            """)
        { json }).Audits((arguments, cancellationToken) =>
        {
            var request = new LedgerRequest
            {
                Rpc = options.RpcOf(arguments),
                Ledger = options.ContractsOf(arguments).Ledger ?? throw new NodeException(NodeError.Usage, "Name the ledger with --ledger or --contracts."),
                Jobs = options.JobsOf(arguments),
            };
            return AuditReport.RunAsync(progress => LedgerFsck.RunAsync(request, progress, cancellationToken), arguments.GetValue(json));
        });
    }
}
