using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Contracts;
using AuditNode.Node.Journal;
using AuditNode.Records.Operations;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Anchoring;

/// <summary>Proves records and sends them to the ledger: one by one, as a batch, or with a relation.</summary>
internal sealed class RecordSubmitter(DurableSender transactions, AuditLedger ledger, ProofKey key)
{
    // What the ledger needs, with room (docs/contracts.md, "Where the gas goes"). Unused gas is not paid.
    private const ulong BaseGas = 150_000, GasPerRecord = 27_000, RelationGas = 1_000_000;

    private JournalIdentity Identity => transactions.Journal.Identity;

    /// <summary>Sends the records that come next in a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="batch">Its records from <see cref="StreamRow.Submitted"/> on.</param>
    /// <param name="isFirst">Whether nothing of the stream is under way: the transaction can then be tried out before it is paid for.</param>
    /// <param name="cancellationToken">Gives up before it is sent.</param>
    /// <exception cref="ContractRevertedException">The ledger does not take them; nothing was sent.</exception>
    public async Task SendAsync(StreamRow stream, RecordBatch batch, bool isFirst, CancellationToken cancellationToken)
    {
        (long first, int count) = (batch.Records[0].Sequence, batch.Records.Count);
        Bytes32 previous = first == 0
            ? OperationRecord.StreamIdOf((long)Identity.ChainId, Identity.Ledger, stream.Job, Identity.Institution)
            : (await transactions.Journal.RunAsync(connection => RecordRow.Hashes(connection, stream.Id, first - 1, 1), cancellationToken)).Single();
        ulong? gas = isFirst ? null : batch.Records[0].Relation is null ? BaseGas + (GasPerRecord * (ulong)count) : RelationGas;
        LiveSubmission sent = await transactions.SendAsync(
            SubmissionRow.Append, (stream.Id, first, count), (journal, token) => SendAsync(stream.Job, batch, previous, gas, journal, token),
            (connection, _) =>
            {
                StreamRow now = StreamRow.Find(connection, stream.Id);
                if (now.Submitted != first) throw new InvalidOperationException($"Records from {first} on were submitted before; the next is {now.Submitted}.");
                (now with { Submitted = first + count }).Save(connection);
            },
            connection => StreamRow.Find(connection, stream.Id).BackTo(first).Save(connection),
            cancellationToken);
        sent.Way.Carries(stream.Job, first, count);
    }

    private Task<PendingTransaction> SendAsync(
        Bytes32 job, RecordBatch batch, Bytes32 previous, ulong? gas, TransactionJournal journal, CancellationToken cancellationToken)
    {
        (RecordRow record, ulong sequence) = (batch.Records[0], (ulong)batch.Records[0].Sequence);
        if (record.Relation is { } relation)
            return ledger.SendAppendRelationAsync(transactions.Sender, job, sequence, record.Hash, relation.Instance, relation.Proof, gas, journal, cancellationToken);
        (byte[] contract, byte[] jobId, byte[] sender) = (Identity.Ledger.ToArray(), job.ToArray(), Identity.Institution.ToArray());
        BigInteger keyY = Unsigned(key.PublicKey.ToBytes().AsSpan(32));
        if (batch.Records.Count == 1)
        {
            byte[] proof = AttributionProof.Prove(key, new RecordContext(Identity.ChainId, contract, jobId, sender, sequence, previous.ToArray(), record.Hash.ToArray()));
            return ledger.SendAppendAsync(
                transactions.Sender, job, sequence, record.Hash, keyY, Unsigned(proof.AsSpan(0, 32)), Unsigned(proof.AsSpan(32)), gas, journal, cancellationToken);
        }

        Bytes32[] hashes = [.. batch.Records.Select(row => row.Hash)];
        byte[] concatenated = [.. hashes.SelectMany(hash => hash.ToArray())];
        byte[] batchProof = AttributionProof.Prove(key, new BatchContext(Identity.ChainId, contract, jobId, sender, sequence, previous.ToArray(), concatenated));
        return ledger.SendAppendBatchAsync(
            transactions.Sender, job, sequence, hashes, keyY, Unsigned(batchProof.AsSpan(0, 32)), Unsigned(batchProof.AsSpan(32)), gas, journal, cancellationToken);
    }

    private static BigInteger Unsigned(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);
}
