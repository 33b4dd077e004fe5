using System.Globalization;
using System.Text;
using AuditNode.Chain;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Tests.Journal;

/// <summary>Operations as an engine reports them: the same number has the same content, in every process.</summary>
internal static class SampleOperations
{
    public const string Party = "hospital", Other = "bank";

    public static readonly Address Bank = Address.FromBytes([.. Enumerable.Repeat((byte)0xb2, Address.ByteCount)]);

    private static readonly DateTimeOffset s_start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static Operation Number(int sequence, string? note = null) => new(
        sequence, OperationKind.SumsEvaluated, 1, [new Artifact("centroids", Text($"in {sequence}"))], [new Artifact("sums.packed", Text($"out {sequence} {note}"))],
        new Dictionary<string, string> { ["unit"] = sequence.ToString(CultureInfo.InvariantCulture) },
        s_start.AddSeconds(sequence), s_start.AddSeconds(sequence + 1));

    public static Operation Release(int sequence, ulong rhoUnits) => Number(sequence) with
    {
        Kind = OperationKind.DecryptionReleased, Privacy = new PrivacyCost("discrete-gaussian", new Rho(rhoUnits), NeighbouringRelation.ReplaceOne),
    };

    public static Operation Sent(int sequence, string content) => Number(sequence) with
    {
        Kind = OperationKind.CiphertextsSent, Inputs = [], Outputs = [new Artifact("sums.masked", Text(content))], Counterparty = Other,
    };

    public static JobStream Job(Bytes32 jobId, Bytes32? dataset = null) => new(jobId)
    {
        DatasetOf = _ => dataset, Leakage = "noisy-sums", Delta = 1e-5, Institutions = new Dictionary<string, Address> { [Other] = Bank },
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
