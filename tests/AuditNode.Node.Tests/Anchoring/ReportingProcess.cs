using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Node.Journal;
using AuditNode.Node.Tests.Journal;
using AuditNode.Records.Operations;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Tests.Anchoring;

/// <summary>What the reporting process is told, as one line of JSON on its standard input.</summary>
internal sealed record ReportingTask(NodeSetting Setting, Bytes32 JobId, Bytes32 Dataset, string ProofKey, int Operations);

/// <summary>
/// A process that reports operations as an engine does: from the first that it is not sure of, some with a price. It prints a line for each
/// report that returned, and ends when all are final.
/// </summary>
internal static class ReportingProcess
{
    public const ulong Price = 1_000_000;

    public static bool HasPrice(int operation) => operation % 20 == 7;

    public static async Task<int> RunAsync()
    {
        ReportingTask task = JsonSerializer.Deserialize<ReportingTask>(await Console.In.ReadLineAsync() ?? "")!;
        using ProofKey key = ProofKey.Import(Convert.FromHexString(task.ProofKey));
        await using AnchoringNode node = await AnchoringNode.StartAsync(task.Setting, key);
        OperationJournal journal = await node.Journals.OpenAsync(SampleOperations.Job(task.JobId, task.Dataset), SampleOperations.Party);
        Console.WriteLine("ready");
        for (int i = 0; i < task.Operations; i++)
        {
            OperationRecord record = await journal.RecordAsync(HasPrice(i) ? SampleOperations.Release(i, Price) : SampleOperations.Number(i));
            Console.WriteLine($"{i} {record.Sequence} {record.Hash}");
        }

        await node.SettleAsync(task.JobId);
        Console.WriteLine("settled");
        return 0;
    }
}
