using AuditNode.Chain;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.State;

/// <summary>The ledger's storage holds what its events say, and nothing behind the last record: proven against the block's state root, or read.</summary>
/// <param name="client">The node.</param>
internal sealed class StateCheck(EthereumClient client)
{
    private const int SlotsOfAQuery = 64;

    /// <summary>Checks every slot of a job's streams.</summary>
    /// <returns><c>proven</c> where the node gave proofs of all, <c>read</c> where the node's word had to do for some.</returns>
    public async Task<string> RunAsync(ChainTrail chain, FindingList findings, CancellationToken cancellationToken)
    {
        string how = "proven";
        var reader = new StateReader(client, chain.Head);
        foreach (ChainStream stream in chain.Streams)
        {
            for (int first = 0; first <= stream.Records.Count; first += SlotsOfAQuery)
            {
                // One slot more than there are records: it has to be empty.
                int count = Math.Min(SlotsOfAQuery, stream.Records.Count + 1 - first);
                Bytes32[] slots = [.. Enumerable.Range(first, count).Select(i => RecordSlot.Of(chain.ChainId, chain.Contracts.Ledger, chain.JobId, stream.Institution, (ulong)i))];
                IReadOnlyList<Bytes32> words;
                try
                {
                    IReadOnlyList<Bytes32>? proven = await reader.ReadProvenAsync(chain.Contracts.Ledger, slots, cancellationToken).ConfigureAwait(false);
                    if (proven is null) how = "read";
                    words = proven ?? await ReadAsync(chain, slots, cancellationToken).ConfigureAwait(false);
                }
                catch (InvalidDataException e)
                {
                    findings.Add(new Finding(FindingCode.ChainState, e.Message) { JobId = chain.JobId, Institution = stream.Institution });
                    return how;
                }

                findings.AddRange(Compare(chain, stream, first, words));
            }
        }

        return how;
    }

    private static IEnumerable<Finding> Compare(ChainTrail chain, ChainStream stream, int first, IReadOnlyList<Bytes32> words)
    {
        for (int i = 0; i < words.Count; i++)
        {
            Bytes32 expected = first + i < stream.Records.Count ? stream.Records[first + i].Hash : Bytes32.Zero;
            if (words[i] == expected) continue;
            yield return new Finding(FindingCode.ChainState, $"The ledger's storage in block {chain.Head.Number} holds {words[i]}, and {(expected.IsZero ? "nothing follows the last event" : $"the event says {expected}")}.")
            {
                JobId = chain.JobId, Institution = stream.Institution, Sequence = first + i, RecordHash = expected.IsZero ? null : expected,
            };
        }
    }

    private async Task<IReadOnlyList<Bytes32>> ReadAsync(ChainTrail chain, Bytes32[] slots, CancellationToken cancellationToken)
    {
        var words = new Bytes32[slots.Length];
        for (int i = 0; i < slots.Length; i++)
            words[i] = await client.GetStorageAtAsync(chain.Contracts.Ledger, slots[i], chain.Head.Number, cancellationToken).ConfigureAwait(false);
        return words;
    }
}
