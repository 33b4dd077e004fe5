using System.CommandLine;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>doctor: examines everything that a node needs.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var (directory, set, json) = (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        return new Command("doctor", """
            Examines everything that a node needs: configuration, rights, disk, keys, chain, contracts, registration, clock, ports, peers. Changes
            nothing and needs no passphrase. Exit code 0 if all is well, 15 if not.

            Example:
              audit-node doctor --directory /var/lib/audit-node
            """)
        { directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            var checks = await new Examination(arguments.DirectoryOf(directory), arguments.GetValue(set)!, TimeProvider.System)
                .RunAsync(cancellationToken).ConfigureAwait(false);
            var passed = checks.All(check => check.Passed);
            CommandResult.Write(
                new { passed, checks }, checks.Select(check => ($"{(check.Passed ? "ok  " : "FAIL")} {check.Name}", (string?)Describe(check))),
                arguments.GetValue(json));
            return passed ? 0 : (int)NodeError.Findings;
        });
    }

    /// <summary>A check in one line: what was found, and the remedy.</summary>
    public static string Describe(Check check) => check.Passed ? check.Detail : $"{check.Detail.TrimEnd('.')}; remedy: {check.Remedy}";
}
