using System.CommandLine;
using System.Globalization;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Commands;

/// <summary>node refusals: what was refused of peers, from the journal, whether the node runs or not.</summary>
internal static class RefusalsCommand
{
    public static Command Create()
    {
        var (directory, json) = (CommonOptions.Directory(), CommonOptions.Json());
        return new Command("refusals", """
            Lists what the node refused of other institutions and of strangers: who, why, how often, and what was found last. A running node need not
            be stopped.

            Example:
              audit-node node refusals --directory /var/lib/audit-node --json
            """)
        { directory, json }.Does((arguments, _) =>
        {
            var root = arguments.DirectoryOf(directory);
            root.RequireExists();
            var refusals = Read(root);
            CommandResult.WriteTable(
                refusals, ["institution", "reason", "count", "first", "last", "message", "found"],
                refusals.Select(refusal => (IReadOnlyList<string>)
                [
                    refusal.Institution ?? "strangers", refusal.Reason, refusal.Count.ToString(CultureInfo.InvariantCulture), $"{refusal.FirstAt:u}", $"{refusal.LastAt:u}",
                    refusal.Message ?? "", refusal.Detail,
                ]),
                "Nothing was refused.", arguments.GetValue(json));
            return Task.CompletedTask;
        });
    }

    /// <summary>The rows of a node's journal.</summary>
    /// <exception cref="NodeException">The journal cannot be read.</exception>
    public static IReadOnlyList<RefusalView> Read(NodeDirectory directory)
    {
        try
        {
            return [.. RefusalBook.Read(directory.Journal).Select(RefusalView.Of)];
        }
        catch (JournalException e)
        {
            throw new NodeException(NodeError.Files, e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
