using AuditNode.Chain;
using AuditNode.Contracts.Errors;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Anchoring;

/// <summary>Takes each stream as far as it will go: compares it with the ledger where needed, then sends what comes next.</summary>
internal sealed class StreamAnchorer(DurableSender transactions, StreamComparison comparison, RecordSubmitter submitter, AnchoringOptions options)
{
    private readonly Dictionary<long, StreamAnchor> _anchors = [];

    /// <summary>Streams whose next record the ledger does not take. Replaced whole: safe to read by several threads.</summary>
    public IReadOnlyList<HeldStream> Held { get; private set; } = [];

    /// <summary>Has a stream compared with the ledger before anything more is sent.</summary>
    public void MustCompare(long stream) => Anchor(stream).MustCompare = true;

    /// <summary>Takes all streams that are not final a step further.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        foreach (StreamRow stream in await transactions.Journal.RunAsync(StreamRow.Open, cancellationToken))
        {
            StreamAnchor anchor = Anchor(stream.Id);
            int inFlight = transactions.Live.Count(live => live.Records?.Stream == stream.Id);
            if (anchor.NotBefore is { } time && options.Clock.GetTimestamp() < time) continue;
            if (anchor.MustCompare && (inFlight > 0 || !await CompareAsync(stream, anchor, cancellationToken))) continue;
            await SendAsync(stream.Id, anchor, cancellationToken);
        }

        Held = [.. _anchors.Values.Select(anchor => anchor.Held).OfType<HeldStream>()];
    }

    private async Task<bool> CompareAsync(StreamRow stream, StreamAnchor anchor, CancellationToken cancellationToken)
    {
        if (await comparison.RunAsync(stream, cancellationToken) is { } difference)
        {
            Hold(stream, anchor, difference);
            return false;
        }

        anchor.MustCompare = false;
        anchor.Release();
        return true;
    }

    private async Task SendAsync(long id, StreamAnchor anchor, CancellationToken cancellationToken)
    {
        while (true)
        {
            (StreamRow stream, List<RecordRow> waiting) = await transactions.Journal.RunAsync(
                connection =>
                {
                    StreamRow now = StreamRow.Find(connection, id);
                    // A price that came after the charges of this step were sent: its record waits for the next, so that it is paid first.
                    long unpaid = ChargeRow.Due(connection).Where(due => due.Job == now.Job).Select(due => due.Sequence).DefaultIfEmpty(long.MaxValue).Min();
                    return (now, RecordRow.List(connection, id, now.Submitted, options.MaximumBatch + 1).TakeWhile(record => record.Sequence < unpaid).ToList());
                },
                cancellationToken);
            if (waiting.Count == 0) return;
            int inFlight = transactions.Live.Count(live => live.Records?.Stream == id && live.Block is null);
            RecordBatch batch = RecordBatch.First(waiting, options.MaximumBatch);
            if (inFlight > 0 && (!batch.IsClosed || inFlight >= options.MaximumInFlight)) return;
            try
            {
                await submitter.SendAsync(stream, batch, isFirst: inFlight == 0, cancellationToken);
            }
            catch (ContractRevertedException refusal) when (RecordExists.TryDecode(refusal, out _) || SequenceGap.TryDecode(refusal, out _))
            {
                anchor.MustCompare = true;
                return;
            }
            catch (ContractRevertedException refusal)
            {
                Hold(stream, anchor, Explain(refusal));
                return;
            }

            anchor.Release();
        }
    }

    private static string Explain(ContractRevertedException refusal)
    {
        if (ForeignJob.TryDecode(refusal, out _))
            return "Not all data holders of the job have consented, or this institution is no party of it. Records wait for the consents.";
        if (NoUsableKey.TryDecode(refusal, out _))
            return "The institution has no usable proof key in the registry. Register one.";
        return KeyMismatch.TryDecode(refusal, out _)
            ? "The node's proof key is not the one in the registry. Start the node with the registered key; rotate keys only when no records wait."
            : $"The ledger refuses the record: {refusal.Reason}";
    }

    private void Hold(StreamRow stream, StreamAnchor anchor, string reason) => anchor.Hold(
        stream.Job, stream.Submitted, reason,
        options.Clock.GetTimestamp() + (long)(options.RetryAfter.TotalSeconds * options.Clock.TimestampFrequency));

    private StreamAnchor Anchor(long stream)
    {
        if (!_anchors.TryGetValue(stream, out StreamAnchor? anchor)) _anchors[stream] = anchor = new StreamAnchor();
        return anchor;
    }
}
