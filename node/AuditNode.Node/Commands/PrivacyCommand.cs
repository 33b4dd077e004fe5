using System.CommandLine;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>privacy: accounts of the institution's data sets.</summary>
internal static class PrivacyCommand
{
    public static Command Create() => new("privacy", "Privacy budgets of this institution's data sets.") { Budget(), Open(), Consent() };

    private static Command Open()
    {
        var dataset = new Argument<string?>("dataset")
        {
            Description = "The configured data set (default: the only one).", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne,
        };
        return Changing("open", """
            Opens the privacy account of a data set on the chain, with the cap of the configuration (datasets.NAME.cap), which nobody can
            raise afterwards. job consent does it too where the account is closed.

            Example:
              audit-node privacy open heart
            """,
            dataset, null, (arguments, jobs, cancellationToken) => jobs.OpenBudgetAsync(arguments.GetValue(dataset), cancellationToken));
    }

    private static Command Consent()
    {
        var job = CommonOptions.JobId();
        var dataset = new Option<string?>("--dataset") { Description = "The configured data set (default: the only one).", HelpName = "NAME" };
        return Changing("consent", """
            Lets a job spend its rho of a data set's account, which must be open. It is not a consent to the job: job consent does this and
            consents, after it has checked specification and data.

            Example:
              audit-node privacy consent 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 --dataset heart
            """,
            job, dataset, (arguments, jobs, cancellationToken) => jobs.AllowSpendingAsync(arguments.GetValue(job), arguments.GetValue(dataset), cancellationToken));
    }

    private static Command Changing(
        string name, string description, Argument argument, Option? option, Func<ParseResult, JobChanges, CancellationToken, Task<BudgetChange>> change)
    {
        var (directory, set, passphrase, json) =
            (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.PassphraseFile(), CommonOptions.Json());
        var command = new Command(name, description) { argument, directory, set, passphrase, json };
        if (option is not null)
            command.Add(option);
        return command.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            await using var jobs = await JobChanges.OpenAsync(options, arguments.GetValue(passphrase), cancellationToken).ConfigureAwait(false);
            var changed = await change(arguments, jobs, cancellationToken).ConfigureAwait(false);
            CommandResult.Write(
                changed,
                [
                    ("data set", changed.Budget.Dataset), ("account", changed.Budget.Account), ("cap", changed.Budget.Cap), ("spent", changed.Budget.Spent),
                    ("left", changed.Budget.Remaining), ("transaction", changed.Transaction ?? "none: nothing was left to do"),
                ],
                arguments.GetValue(json));
        });
    }

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
