using System.CommandLine;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev.Deployment;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>institution: members of the consortium and votes on them.</summary>
internal static class InstitutionCommand
{
    private static readonly string[] RoleNames = ["validator", "worker", "auditor", "regulator"];

    public static Command Create() => new("institution", "Members of the consortium.") { List(), Show(), Propose(), Vote() };

    private static Command List()
    {
        var (directory, set, json) = (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        return new Command("list", "Lists the members, as the registry has them.") { directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            using var chain = await OpenAsync(arguments.DirectoryOf(directory), arguments.GetValue(set)!, cancellationToken).ConfigureAwait(false);
            var members = await Institutions.ListAsync(chain.Contracts, cancellationToken).ConfigureAwait(false);
            CommandResult.WriteTable(
                members.Select(Describe), ["institution", "roles", "key", "fingerprint"],
                members.Select(member => (IReadOnlyList<string>)
                    [member.Account.ToString(), string.Join(' ', Names(member.Roles)), KeyOf(member), member.TlsFingerprint.ToString()]),
                "no members", arguments.GetValue(json));
        });
    }

    private static Command Show()
    {
        var (account, directory, set, json) =
            (CommonOptions.Institution(), CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        return new Command("show", "Shows one institution.") { account, directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            using var chain = await OpenAsync(arguments.DirectoryOf(directory), arguments.GetValue(set)!, cancellationToken).ConfigureAwait(false);
            var member = await Institutions.ReadAsync(chain.Contracts, arguments.GetValue(account), cancellationToken).ConfigureAwait(false);
            if (member.Roles == 0 && member.KeyVersion == 0)
                throw new NodeException(NodeError.NotFound, $"{member.Account} is no member; audit-node institution list shows who is.");
            CommandResult.Write(
                Describe(member),
                [
                    ("institution", member.Account.ToString()),
                    ("roles", member.Roles == 0 ? "none: it was removed" : string.Join(' ', Names(member.Roles))),
                    ("proof key", KeyOf(member)),
                    ("fingerprint", member.TlsFingerprint.ToString()),
                ],
                arguments.GetValue(json));
        });
    }

    private static Command Propose()
    {
        var account = CommonOptions.Institution();
        var roles = new Option<string[]>("--roles")
        {
            Description = "What it may do: any of validator, worker, auditor, regulator.", HelpName = "ROLE", AllowMultipleArgumentsPerToken = true,
        };
        roles.AcceptOnlyFromAmong(RoleNames);
        var remove = new Option<bool>("--remove") { Description = "Propose its removal instead." };
        return Sending("propose", """
            Proposes, as a validator, to admit an institution, to change its roles, or to remove it. The proposal counts as this validator's
            vote; more than half of the validators carry it.

            Examples:
              audit-node institution propose 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --roles worker auditor
              audit-node institution propose 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --remove
            """,
            [account, roles, remove],
            async (arguments, node, cancellationToken) =>
            {
                var subject = arguments.GetValue(account);
                var wanted = RolesOf(arguments.GetValue(roles) ?? []);
                if (arguments.GetValue(remove) == (wanted != 0))
                    throw new NodeException(NodeError.Usage, "Give either --roles or --remove.");
                var registry = node.Contracts.Registry;
                var member = await Institutions.ReadAsync(node.Contracts, subject, cancellationToken).ConfigureAwait(false);
                var sent = wanted == 0 ? registry.SendProposeRemovalAsync(node.Sender, subject, cancellationToken: cancellationToken)
                    : member.Roles == 0 ? registry.SendProposeAdmissionAsync(node.Sender, subject, (byte)wanted, cancellationToken: cancellationToken)
                    : registry.SendProposeRolesAsync(node.Sender, subject, (byte)wanted, cancellationToken: cancellationToken);
                var receipt = await FinalAsync(sent, cancellationToken).ConfigureAwait(false);
                return ((ulong)registry.FindProposed(receipt).Single().ProposalId, receipt.TransactionHash);
            });
    }

    private static Command Vote()
    {
        var proposal = new Argument<ulong>("proposal") { Description = "The proposal's number.", HelpName = "N" };
        return Sending("vote", """
            Votes, as a validator, for a proposal.

            Example:
              audit-node institution vote 3
            """,
            [proposal],
            async (arguments, node, cancellationToken) =>
            {
                var number = arguments.GetValue(proposal);
                var voted = await node.Contracts.Registry.HasVotedAsync(number, node.Sender.Account.Address, default, cancellationToken).ConfigureAwait(false);
                var receipt = voted ? null : await FinalAsync(
                    node.Contracts.Registry.SendVoteAsync(node.Sender, number, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
                return (number, receipt?.TransactionHash);
            });
    }

    private static Command Sending(
        string name, string description, Symbol[] own, Func<ParseResult, OfflineNode, CancellationToken, Task<(ulong, Bytes32?)>> send)
    {
        var (directory, set, passphrase, json) =
            (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.PassphraseFile(), CommonOptions.Json());
        var command = new Command(name, description);
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }
        foreach (var option in (Option[])[directory, set, passphrase, json])
            command.Add(option);
        return command.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            await using var node = await OfflineNode.OpenAsync(options, arguments.GetValue(passphrase), cancellationToken).ConfigureAwait(false);
            var (number, transaction) = await send(arguments, node, cancellationToken).ConfigureAwait(false);
            var proposal = await node.Contracts.Registry.ProposalAsync(number, default, cancellationToken).ConfigureAwait(false);
            CommandResult.Write(
                new { proposal = number, subject = proposal.Subject, votes = proposal.Votes, passed = proposal.Passed, transaction },
                [
                    ("proposal", $"{number}"),
                    ("subject", proposal.Subject.ToString()),
                    ("votes", $"{proposal.Votes}{(proposal.Passed ? ", carried" : "")}"),
                    ("transaction", transaction?.ToString() ?? "none: it had voted before"),
                ],
                arguments.GetValue(json));
        });
    }

    private static async Task<ChainConnection> OpenAsync(
        NodeDirectory directory, IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        var chain = ChainConnection.Open(NodeOptions.Load(directory, settings).Chain);
        try
        {
            await chain.Contracts.RequireAsync(cancellationToken).ConfigureAwait(false);
            return chain;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    private static async Task<Receipt> FinalAsync(Task<PendingTransaction> sent, CancellationToken cancellationToken) =>
        (await (await sent.ConfigureAwait(false)).WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Receipt;

    private static object Describe(Member member) => new
    {
        institution = member.Account, roles = Names(member.Roles), keyVersion = member.KeyVersion, usable = member.HasKey, tlsFingerprint = member.TlsFingerprint,
    };

    private static string KeyOf(Member member) => member switch
    {
        { KeyVersion: 0 } => "none yet",
        { HasKey: false } => $"version {member.KeyVersion}, revoked",
        _ => $"version {member.KeyVersion}",
    };

    private static string[] Names(InstitutionRoles roles) => [.. RoleNames.Where((_, bit) => ((int)roles & (1 << bit)) != 0)];

    private static InstitutionRoles RolesOf(string[] names) =>
        (InstitutionRoles)names.Aggregate(0, (roles, name) => roles | (1 << Array.IndexOf(RoleNames, name)));
}
