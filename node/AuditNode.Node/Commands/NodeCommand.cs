using System.CommandLine;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Commands;

/// <summary>node: prepares a directory, runs the node, asks how it is and what it refused.</summary>
internal static class NodeCommand
{
    public static Command Create() => new("node", "The node of this institution.") { Init(), Run(), Status(), RefusalsCommand.Create() };

    private static Command Init()
    {
        var directory = CommonOptions.Directory();
        var rpc = new Option<string>("--rpc")
        {
            Description = "JSON-RPC of the institution's node of the chain.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8545",
        };
        var contracts = new Option<string?>("--contracts")
        {
            Description = "File with the contracts' addresses, as chain deploy --out wrote it; it is copied.", HelpName = "FILE",
        };
        var name = new Option<string>("--name") { Description = "What people call the institution.", HelpName = "NAME", DefaultValueFactory = _ => "institution" };
        var json = CommonOptions.Json();
        return new Command("init", """
            Makes a node's directory with a configuration; files that are there stay as they are.

            Example:
              audit-node node init --directory /var/lib/audit-node --name hospital --rpc http://127.0.0.1:8545 --contracts contracts.json
            """)
        { directory, name, rpc, contracts, json }.Does((arguments, _) =>
        {
            var made = NodeInitialization.Make(
                arguments.DirectoryOf(directory), arguments.GetValue(name)!, arguments.GetValue(rpc)!, arguments.GetValue(contracts));
            var root = arguments.DirectoryOf(directory).Root;
            CommandResult.Write(
                new { directory = root, made },
                [("directory", root), .. made.Select(file => ("made", (string?)file)), ("next", $"audit-node key new --directory {root}")],
                arguments.GetValue(json));
            return Task.CompletedTask;
        });
    }

    private static Command Run()
    {
        var (directory, set, passphrase) = (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.PassphraseFile());
        // For programs that start nodes: however they end, their end of the pipe closes.
        var lifeline = new Option<bool>("--until-input-ends") { Description = "Stop when standard input ends.", Hidden = true };
        return new Command("run", """
            Runs the node until SIGTERM or Ctrl-C. Logs go to standard error. Killed at any moment, it resumes where it was.

            Example:
              audit-node node run --directory /var/lib/audit-node --passphrase-file /etc/audit-node/passphrase
            """)
        { directory, set, passphrase, lifeline }.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            // Looked at before somebody types a passphrase in vain.
            options.Directory.RequireRights();
            options.Directory.Lock().Dispose();
            var opens = Passphrase.Read(arguments.GetValue(passphrase) ?? options.PassphraseFile);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (arguments.GetValue(lifeline))
                _ = Task.Run(() => EndWithInput(ends), CancellationToken.None);
            try
            {
                await NodeHost.RunAsync(options, opens, ends.Token).ConfigureAwait(false);
            }
            catch (IOException e) when (FullDisk.Explains(e))
            {
                throw FullDisk.Explain(options.Directory, e);
            }
        });
    }

    private static Command Status()
    {
        var (directory, set, json) = (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        return new Command("status", """
            Asks the running node how it is. Exit code 0 if it is ready, 15 if a check fails, 13 if no node runs.

            Example:
              audit-node node status --directory /var/lib/audit-node --json
            """)
        { directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            using var client = AdminClient.Open(options);
            var status = await client.GetAsync<NodeStatus>("v1/status", cancellationToken).ConfigureAwait(false);
            CommandResult.Write(
                status,
                [
                    ("name", status.Name),
                    ("institution", status.Institution),
                    ("running since", $"{status.StartedAt:u}, process {status.ProcessId}"),
                    ("chain", $"{status.ChainId}, ledger {status.Ledger}"),
                    ("ready", status.Ready ? "yes" : "no"),
                    .. status.Checks.Select(check => (check.Name, (string?)DoctorCommand.Describe(check))),
                    ("anchoring", $"{status.Backlog.Chain} since {status.Backlog.Since:u}{(status.Backlog.Reason is { } reason ? $": {reason}" : "")}"),
                    ("backlog", $"{status.Backlog.Pending} pending, {status.Backlog.Submitted} submitted, {status.Backlog.Included} included "
                        + $"of {status.Backlog.Maximum}; {status.Backlog.Final} final"),
                ],
                arguments.GetValue(json));
            return status.Ready ? 0 : (int)NodeError.Findings;
        });
    }

    private static void EndWithInput(CancellationTokenSource ends)
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Only the end matters.
        }
        try
        {
            ends.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The node has stopped already.
        }
    }
}
