using System.CommandLine;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>privacy: accounts of the institution's data sets.</summary>
internal static class PrivacyCommand
{
    public static Command Create() => new("privacy", "Privacy budgets of this institution's data sets.") { Budget() };

    private static Command Budget()
    {
        var (directory, set, passphrase, json) =
            (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.PassphraseFile(), CommonOptions.Json());
        return new Command("budget", """
            Shows what may be spent, is spent and is left of every configured data set, in rho of zero-concentrated differential privacy,
            units of 1e-12.

            Example:
              audit-node privacy budget --json
            """)
        { directory, set, passphrase, json }.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            await using var jobs = await JobChanges.OpenAsync(options, arguments.GetValue(passphrase), cancellationToken).ConfigureAwait(false);
            var budgets = await jobs.BudgetsAsync(cancellationToken).ConfigureAwait(false);
            CommandResult.WriteTable(
                budgets, ["data set", "account", "open", "cap", "spent", "left"],
                budgets.Select(budget => (IReadOnlyList<string>)
                    [budget.Dataset, budget.Account, budget.Opened ? "yes" : "no", budget.Cap, budget.Spent, budget.Remaining]),
                "no data sets: configure datasets.NAME.path and .cap in audit-node.json", arguments.GetValue(json));
        });
    }
}
