using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>
/// Lets a key release at most tau times, and for the same request always the same integers, whatever happens in between: fresh noise on the
/// same ciphertext could be averaged away. Safe for concurrent use; there must be only one for a key and store at a time.
/// </summary>
/// <remarks>
/// A release is counted and the seed of its noise stored before anything is decrypted, and the release is stored before it is returned. A
/// crash at any point therefore leads to the same integers or to none. The store must not go back to an earlier state (a restored backup does).
/// </remarks>
public sealed class ReleaseCounter
{
    private const string Domain = "AuditNode.Engine/release";

    private readonly ICheckpointStore _store;
    private readonly string _name;
    private readonly Action<Memory<byte>> _fillSeed;
    private readonly SemaphoreSlim _turn = new(1);
    private ReleaseJournal _journal;

    private ReleaseCounter(ICheckpointStore store, string name, ReleaseJournal journal, Action<Memory<byte>>? fillSeed)
    {
        (_store, _name, _journal) = (store, name, journal);
        _fillSeed = fillSeed ?? (static seed => RandomNumberGenerator.Fill(seed.Span));
    }

    /// <summary>The budget that all releases are made under.</summary>
    public FloodingBudget Budget => _journal.Budget;

    /// <summary>Releases so far, begun ones included.</summary>
    public long Count => _journal.Entries.Count;

    /// <summary>Releases that are left.</summary>
    public long Remaining => Budget.MaximumReleases - Count;

    /// <summary>Begins the journal of a new key. Call it before the key is used.</summary>
    /// <param name="store">Where the journal is kept.</param>
    /// <param name="name">Name of the journal: 1 to 160 of a-z, 0-9, '.', '-' and '_'.</param>
    /// <param name="keyDigest">32 bytes that name the key: the SHA-256 of its serialised public key.</param>
    /// <param name="budget">Budget, for good.</param>
    /// <param name="cancellationToken">Honoured until the journal is written.</param>
    /// <exception cref="StorageException">There is a journal of this name already.</exception>
    public static ValueTask<ReleaseCounter> CreateAsync(
        ICheckpointStore store, string name, ReadOnlyMemory<byte> keyDigest, FloodingBudget budget, CancellationToken cancellationToken = default) =>
        CreateAsync(store, name, keyDigest, budget, fillSeed: null, cancellationToken);

    /// <summary>Opens the journal of a key.</summary>
    /// <param name="store">Where the journal is kept.</param>
    /// <param name="name">Its name.</param>
    /// <param name="keyDigest">The bytes that name the key.</param>
    /// <param name="budget">The budget that it was created with.</param>
    /// <param name="cancellationToken">Honoured until the journal is read.</param>
    /// <exception cref="StorageException">There is no journal of this name, it is damaged, or it is of another key or budget.</exception>
    public static ValueTask<ReleaseCounter> OpenAsync(
        ICheckpointStore store, string name, ReadOnlyMemory<byte> keyDigest, FloodingBudget budget, CancellationToken cancellationToken = default) =>
        OpenAsync(store, name, keyDigest, budget, fillSeed: null, cancellationToken);

    /// <summary>With seeds of the caller's: for tests of determinism only, since who knows a seed knows the noise.</summary>
    internal static async ValueTask<ReleaseCounter> CreateAsync(ICheckpointStore store, string name, ReadOnlyMemory<byte> keyDigest,
        FloodingBudget budget, Action<Memory<byte>>? fillSeed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(budget);
        CheckDigest(keyDigest, nameof(keyDigest));
        if (await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) is not null)
            throw new StorageException($"There is a journal of releases {name} already; open it, or make new keys under another name.");
        ReleaseJournal journal = ReleaseJournal.Empty(keyDigest.ToArray(), budget);
        await store.WriteAsync(name, journal.ToBytes(), cancellationToken).ConfigureAwait(false);
        return new ReleaseCounter(store, name, journal, fillSeed);
    }

    /// <summary>With seeds of the caller's: for tests of determinism only.</summary>
    internal static async ValueTask<ReleaseCounter> OpenAsync(ICheckpointStore store, string name, ReadOnlyMemory<byte> keyDigest,
        FloodingBudget budget, Action<Memory<byte>>? fillSeed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(budget);
        CheckDigest(keyDigest, nameof(keyDigest));
        ReadOnlyMemory<byte> bytes = await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) ??
            throw new StorageException($"There is no journal of releases {name}: what the key released is unknown. Do not use it any more, make new keys.");
        ReleaseJournal journal;
        try
        {
            journal = ReleaseJournal.FromBytes(bytes.Span);
        }
        catch (SerializationException e)
        {
            throw new StorageException($"The journal of releases {name} cannot be read.", e);
        }

        if (!journal.KeyDigest.Span.SequenceEqual(keyDigest.Span)) throw new StorageException($"The journal of releases {name} is of another key.");
        if (journal.Budget != budget) throw new StorageException($"The journal of releases {name} is of another budget; noise of a smaller one is out already.");
        return new ReleaseCounter(store, name, journal, fillSeed);
    }

    /// <summary>The release for a request if there is one.</summary>
    /// <param name="digest">SHA-256 of the request, 32 bytes.</param>
    internal IReadOnlyList<BigInteger>? Find(ReadOnlyMemory<byte> digest) =>
        _journal.Entries.TryGetValue(Convert.ToHexStringLower(digest.Span), out ReleaseEntry? entry) ? entry.Integers : null;

    /// <summary>Gives the release for a request: the stored one, or else a new one, which is counted first.</summary>
    /// <param name="digest">SHA-256 of the request, 32 bytes.</param>
    /// <param name="draw">Makes the release; all its randomness comes from the stream, so that it can be repeated.</param>
    /// <param name="cancellationToken">Honoured between the steps.</param>
    /// <exception cref="ReleaseBudgetExceededException">No release is left.</exception>
    internal async ValueTask<IReadOnlyList<BigInteger>> ReleaseAsync(
        ReadOnlyMemory<byte> digest, Func<RandomStream, IReadOnlyList<BigInteger>> draw, CancellationToken cancellationToken)
    {
        CheckDigest(digest, nameof(digest));
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_journal.Entries.TryGetValue(Convert.ToHexStringLower(digest.Span), out ReleaseEntry? entry))
            {
                if (Remaining == 0) throw new ReleaseBudgetExceededException(Budget.MaximumReleases);
                byte[] seed = new byte[RandomStream.SeedLength];
                _fillSeed(seed);
                entry = new ReleaseEntry(digest.ToArray(), seed, Integers: null);
                await CommitAsync(entry, cancellationToken).ConfigureAwait(false);
            }

            if (entry.Integers is not null) return entry.Integers;
            IReadOnlyList<BigInteger> integers;
            using (var random = new RandomStream(entry.Seed.Span, Domain)) integers = [.. draw(random)];
            await CommitAsync(new ReleaseEntry(entry.Digest, default, integers), cancellationToken).ConfigureAwait(false);
            return integers;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask CommitAsync(ReleaseEntry entry, CancellationToken cancellationToken)
    {
        ReleaseJournal journal = _journal.With(entry);
        await _store.WriteAsync(_name, journal.ToBytes(), cancellationToken).ConfigureAwait(false);
        _journal = journal;
    }

    private static void CheckDigest(ReadOnlyMemory<byte> digest, string name)
    {
        if (digest.Length != SHA256.HashSizeInBytes) throw new ArgumentException($"A SHA-256 digest has {SHA256.HashSizeInBytes} bytes, not {digest.Length}.", name);
    }
}
