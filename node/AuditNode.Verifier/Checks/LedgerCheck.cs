using AuditNode.Chain;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Proofs;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier.Checks;

/// <summary>
/// The chain by itself: events gapless and by parties, equal to what the ledger stores and to its head, each from a transaction of the
/// institution with a proof that holds for the key that it had.
/// </summary>
internal sealed class LedgerCheck : ITrailCheck
{
    public IEnumerable<Finding> Run(JobTrail trail) => Run(trail.Chain);

    public static IEnumerable<Finding> Run(ChainTrail chain)
    {
        if (chain.Job is null) yield return new Finding(FindingCode.JobUnknown, $"JobRegistry {chain.Contracts.Jobs} has no such job.") { JobId = chain.JobId };
        foreach (ChainStream stream in chain.Streams)
        {
            if (!chain.Parties.Contains(stream.Institution))
                yield return About(chain, stream, null, FindingCode.ChainGap, "It has records and is no party of the job.");
            foreach (Finding finding in Numbers(chain, stream)) yield return finding;
            foreach (Finding finding in Storage(chain, stream)) yield return finding;
            foreach (Finding finding in Proofs(chain, stream)) yield return finding;
        }
    }

    private static IEnumerable<Finding> Numbers(ChainTrail chain, ChainStream stream)
    {
        for (int i = 0; i < stream.Records.Count; i++)
        {
            if (stream.Records[i].Sequence == (ulong)i) continue;
            yield return About(chain, stream, i, FindingCode.ChainGap, $"The event in its place has number {stream.Records[i].Sequence}.");
            yield break;
        }
    }

    private static IEnumerable<Finding> Storage(ChainTrail chain, ChainStream stream)
    {
        for (int i = 0; i < Math.Min(stream.Records.Count, stream.Stored.Count); i++)
        {
            if (stream.Stored[i] != stream.Records[i].Hash)
                yield return About(chain, stream, i, FindingCode.ChainHead, $"The ledger stores {stream.Stored[i]}, its event says {stream.Records[i].Hash}.");
        }

        if (stream.HeadCount != (ulong)stream.Records.Count || stream.Stored.Count != stream.Records.Count)
            yield return About(chain, stream, null, FindingCode.ChainHead, $"The ledger counts {stream.HeadCount} records, returns {stream.Stored.Count} and has events of {stream.Records.Count}.");
        else if (stream.Records.Count > 0 && stream.HeadHash != stream.Records[^1].Hash)
            yield return About(chain, stream, stream.Records.Count - 1, FindingCode.ChainHead, $"The head is {stream.HeadHash}, the last event says {stream.Records[^1].Hash}.");
    }

    private static IEnumerable<Finding> Proofs(ChainTrail chain, ChainStream stream)
    {
        var proofs = new RecordProofs(chain.ChainId, chain.Contracts.Ledger, chain.JobId);
        var verified = new Dictionary<Bytes32, (string Code, string Reason)?>();
        for (int i = 0; i < stream.Records.Count && stream.Records[i].Sequence == (ulong)i; i++)
        {
            AnchoredRecord record = stream.Records[i];
            if (TransactionFault(chain, stream, record) is { } fault)
            {
                yield return About(chain, stream, i, FindingCode.ChainTransaction, fault);
                continue;
            }

            // A batch has one proof for all of its records; a transaction anchors by one call.
            AppendCall call = record.Transaction!.Call!;
            if (!verified.TryGetValue(record.Origin.TransactionHash, out (string Code, string Reason)? outcome))
                verified[record.Origin.TransactionHash] = outcome = Verify(chain, stream, proofs, call, record);
            if (outcome is { } wrong) yield return About(chain, stream, i, wrong.Code, wrong.Reason);
        }
    }

    private static (string Code, string Reason)? Verify(ChainTrail chain, ChainStream stream, RecordProofs proofs, AppendCall call, AnchoredRecord record)
    {
        long first = call is AppendCall.Batch batch ? (long)batch.FirstSequence : (long)record.Sequence;
        Bytes32 previous = first == 0
            ? OperationRecord.StreamIdOf((long)chain.ChainId, chain.Contracts.Ledger, chain.JobId, stream.Institution)
            : stream.Records[(int)first - 1].Hash;
        return chain.Keys.At(stream.Institution, record.Place) is { } key
            ? proofs.Verify(call, stream.Institution, previous, key)
            : (FindingCode.ProofKey, "The institution had no usable proof key then.");
    }

    private static string? TransactionFault(ChainTrail chain, ChainStream stream, AnchoredRecord record) => record.Transaction switch
    {
        null => $"The node does not know transaction {record.Origin.TransactionHash}. Ask another node.",
        { } other when other.Hash != record.Origin.TransactionHash => $"The node answered with transaction {other.Hash} instead of {record.Origin.TransactionHash}.",
        { } other when other.From != stream.Institution => $"Transaction {other.Hash} was sent by {other.From}.",
        { } other when other.To != chain.Contracts.Ledger => $"Transaction {other.Hash} calls {other.To}, not the ledger, so its calldata has no proof.",
        { Call: null } other => $"Transaction {other.Hash} calls no function that anchors records.",
        { Call: { } call } other when call.HashOf(chain.JobId, record.Sequence) != record.Hash => $"Transaction {other.Hash} does not name the record of the event.",
        _ => null,
    };

    private static Finding About(ChainTrail chain, ChainStream stream, long? sequence, string code, string reason) => new(code, reason)
    {
        JobId = chain.JobId, Institution = stream.Institution, Sequence = sequence, RecordHash = sequence is { } n ? stream.Records[(int)n].Hash : null,
    };
}
