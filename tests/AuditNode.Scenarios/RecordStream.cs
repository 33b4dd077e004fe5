using System.Buffers.Binary;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Scenarios;

/// <summary>The records of one institution for one job: hashes them, proves them, appends them in order.</summary>
public sealed class RecordStream(Institution institution, Bytes32 jobId)
{
    private readonly List<Bytes32> _records = [];

    public Institution Institution => institution;

    public Bytes32 JobId => jobId;

    /// <summary>Hashes of the records handed over so far, in order.</summary>
    public IReadOnlyList<Bytes32> Records => _records;

    public ulong NextSequence => (ulong)_records.Count;

    /// <summary>What stands before record <paramref name="sequence"/>: the hash of the record before, or the stream's id.</summary>
    public Bytes32 PreviousHash(ulong sequence) => sequence > 0
        ? _records[(int)sequence - 1]
        : Bytes32.FromBytes(StreamId.Derive(ChainId, Ledger, jobId.ToArray(), Sender));

    /// <summary>The hash of a made-up record, different for every stream and sequence.</summary>
    public Bytes32 NewRecordHash(int ahead = 0)
    {
        Span<byte> content = stackalloc byte[60];
        jobId.Write(content);
        institution.Address.Write(content[32..]);
        BinaryPrimitives.WriteInt64BigEndian(content[52..], _records.Count + ahead);
        return Bytes32.FromBytes(SHA256.HashData(content));
    }

    public RecordContext Context(ulong sequence, Bytes32 recordHash) =>
        new(ChainId, Ledger, jobId.ToArray(), Sender, sequence, PreviousHash(sequence).ToArray(), recordHash.ToArray());

    /// <summary>Proves and sends the next record, a made-up one.</summary>
    public Task<PendingTransaction> SendAsync(ulong? gasLimit = null, TransactionJournal? journal = null, CancellationToken cancellationToken = default) =>
        SendAsync(NewRecordHash(), gasLimit, journal, cancellationToken);

    /// <summary>Proves and sends the next record.</summary>
    public async Task<PendingTransaction> SendAsync(
        Bytes32 hash, ulong? gasLimit = null, TransactionJournal? journal = null, CancellationToken cancellationToken = default)
    {
        ulong sequence = NextSequence;
        var (challenge, response) = Institution.Split(AttributionProof.Prove(institution.ProofKey, Context(sequence, hash)));
        PendingTransaction sent = await institution.Contracts.Ledger.SendAppendAsync(
            institution.Sender, jobId, sequence, hash, institution.PublicKey.Y, challenge, response, gasLimit, journal, cancellationToken);
        _records.Add(hash); // not before: what could not be sent has not happened
        return sent;
    }

    /// <summary>Proves and sends the next <paramref name="count"/> records in one transaction.</summary>
    public async Task<PendingTransaction> SendBatchAsync(int count, ulong? gasLimit = null, CancellationToken cancellationToken = default)
    {
        ulong first = NextSequence;
        Bytes32[] hashes = [.. Enumerable.Range(0, count).Select(NewRecordHash)];
        byte[] concatenated = [.. hashes.SelectMany(hash => hash.ToArray())];
        var context = new BatchContext(ChainId, Ledger, jobId.ToArray(), Sender, first, PreviousHash(first).ToArray(), concatenated);
        var (challenge, response) = Institution.Split(AttributionProof.Prove(institution.ProofKey, context));
        PendingTransaction sent = await institution.Contracts.Ledger.SendAppendBatchAsync(
            institution.Sender, jobId, first, hashes, institution.PublicKey.Y, challenge, response, gasLimit, cancellationToken: cancellationToken);
        _records.AddRange(hashes);
        return sent;
    }

    /// <summary>Proves and sends the next record with a relation.</summary>
    public async Task<PendingTransaction> SendRelationAsync(AttributedRelation relation, Witness<Bn254> witness, CancellationToken cancellationToken = default)
    {
        Bytes32 hash = NewRecordHash();
        ulong sequence = NextSequence;
        byte[] proof = RelationRecordProof.Prove(institution.ProofKey, RelationContext(sequence, hash), relation, witness);
        PendingTransaction sent = await institution.Contracts.Ledger.SendAppendRelationAsync(
            institution.Sender, jobId, sequence, hash, relation.Builder.Build().AsEncoded().ToArray(), proof, cancellationToken: cancellationToken);
        _records.Add(hash);
        return sent;
    }

    public RelationContext RelationContext(ulong sequence, Bytes32 recordHash) =>
        new(ChainId, Ledger, jobId.ToArray(), Sender, sequence, PreviousHash(sequence).ToArray(), recordHash.ToArray());

    private ulong ChainId => institution.Sender.ChainId;

    private byte[] Ledger => institution.Contracts.Ledger.Address.ToArray();

    private byte[] Sender => institution.Address.ToArray();
}
