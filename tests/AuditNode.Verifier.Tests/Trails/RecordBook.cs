using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records.Operations;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>The records of all parties, by which receivers find the sender's record that would come with a message.</summary>
internal sealed class RecordBook
{
    private readonly Lock _lock = new();
    private readonly List<OperationRecord> _records = [];

    public void Add(OperationRecord record)
    {
        lock (_lock) _records.Add(record);
    }

    /// <summary>The latest record of the other party that gives what an operation takes.</summary>
    public Bytes32? FindSent(Address sender, Operation operation)
    {
        HashSet<Bytes32> inputs = [.. operation.Inputs.Select(input => Bytes32.FromBytes(input.Sha256.Span))];
        lock (_lock)
        {
            return _records.LastOrDefault(record => record.Institution == sender && record.Outputs.Any(output => inputs.Contains(output.Sha256)))?.Hash;
        }
    }

    public Bytes32? FindByOutput(Bytes32 sha256)
    {
        lock (_lock) return _records.Find(record => record.Outputs.Any(output => output.Sha256 == sha256))?.Hash;
    }
}
