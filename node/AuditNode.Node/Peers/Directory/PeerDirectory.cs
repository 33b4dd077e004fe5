using System.Collections.Concurrent;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>
/// The institutions that this node talks to: where they are reached, which a job says, and which certificate is theirs, which the registry
/// says. Answers come from memory, so that a handshake never waits for the chain; <see cref="RunAsync"/> keeps it fresh. Safe for concurrent use.
/// </summary>
/// <param name="registry">Where fingerprints are looked up.</param>
/// <param name="clock">The present.</param>
/// <param name="options">How fresh it is, or null for the defaults.</param>
public sealed class PeerDirectory(IPeerRegistry registry, TimeProvider clock, PeerDirectoryOptions? options = null) : IDisposable
{
    private readonly ConcurrentDictionary<Address, Entry> _entries = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1), _wanted = new(0, 1);
    private readonly PeerDirectoryOptions _options = Valid(options ?? new PeerDirectoryOptions());

    /// <summary>Raised after a refresh that changed what is known about an institution.</summary>
    public event Action<Address>? Changed;

    /// <summary>Why the registry could not be read the last time, or null where it could.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>The institutions that are watched.</summary>
    public IReadOnlyCollection<Address> Institutions => [.. _entries.Keys];

    /// <summary>Watches an institution, or gives it another address. It is admitted once the registry was read.</summary>
    /// <param name="institution">Its chain address.</param>
    /// <param name="endpoint">Where its node listens: an https address without path.</param>
    /// <exception cref="ArgumentException">The address is not of that form.</exception>
    public void Watch(Address institution, Uri endpoint)
    {
        RequireEndpoint(institution, endpoint);
        _entries.AddOrUpdate(institution, _ => new Entry(endpoint, null, default), (_, known) => known with { Endpoint = endpoint });
    }

    /// <summary>Where an institution is reached and which certificate it has to show.</summary>
    /// <param name="institution">Its chain address.</param>
    /// <param name="cancellationToken">Honoured while the registry is read, which happens where nothing recent is known.</param>
    /// <exception cref="PeerUnknownException">It is not watched, not a member, has no certificate, or the registry could not be read for too long.</exception>
    public async ValueTask<Peer> ResolveAsync(Address institution, CancellationToken cancellationToken = default)
    {
        if (_entries.TryGetValue(institution, out Entry? entry) && !IsFresh(entry)) await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return Find(institution) ?? throw new PeerUnknownException(institution, WhyNot(institution), LastFailure);
    }

    /// <summary>The same from memory only.</summary>
    /// <param name="institution">Its chain address.</param>
    /// <returns>Null where it is not admitted.</returns>
    public Peer? Find(Address institution) =>
        _entries.TryGetValue(institution, out Entry? entry) && IsFresh(entry) && entry.Registered is { IsAdmitted: true } registered
            ? new Peer(institution, entry.Endpoint, registered.Fingerprint)
            : null;

    /// <summary>Whether some watched institution has this certificate.</summary>
    /// <param name="fingerprint">SHA-256 of its DER encoding.</param>
    public bool Admits(Bytes32 fingerprint) => !fingerprint.IsZero && _entries.Keys.Any(institution => Find(institution)?.Fingerprint == fingerprint);

    /// <summary>The watched institution that has this certificate, for messages to people; where several have it, one of them.</summary>
    /// <param name="fingerprint">SHA-256 of its DER encoding.</param>
    public Address? NameOf(Bytes32 fingerprint) => _entries.Keys.Cast<Address?>().FirstOrDefault(institution => Find(institution!.Value)?.Fingerprint == fingerprint);

    /// <summary>Asks for a refresh soon: somebody came whose certificate is not known, which may be because it is new.</summary>
    public void RequestRefresh()
    {
        try
        {
            if (_wanted.CurrentCount == 0) _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread asked at the same time.
        }
    }

    /// <summary>Reads the registry for all watched institutions. Failures leave what is known, for as long as it counts.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the registry could be read.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken = default)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (Address institution in _entries.Keys)
            {
                // The time before the question: the answer is at least that fresh.
                DateTimeOffset asked = clock.GetUtcNow();
                RegisteredPeer registered = await registry.ReadAsync(institution, cancellationToken).ConfigureAwait(false);
                RegisteredPeer? before = null;
                _entries.AddOrUpdate(institution, _ => throw new InvalidOperationException(), (_, known) =>
                {
                    before = known.Registered;
                    return known with { Registered = registered, ReadAt = asked };
                });
                if (before != registered) Changed?.Invoke(institution);
            }

            LastFailure = null;
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LastFailure = e;
            return false;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Refreshes at every interval, and when somebody asks, until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await RefreshAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(_options.MinimumInterval, clock, cancellationToken).ConfigureAwait(false);
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(
                    _wanted.WaitAsync(waiting.Token), Task.Delay(_options.RefreshInterval - _options.MinimumInterval, clock, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _refreshing.Dispose();
        _wanted.Dispose();
    }

    internal static void RequireEndpoint(Address institution, Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!IsEndpoint(endpoint))
            throw new ArgumentException($"'{endpoint}' is no https://host:port; correct the endpoint of {institution}.", nameof(endpoint));
    }

    /// <summary>Whether this is https://host:port and nothing else.</summary>
    internal static bool IsEndpoint(Uri endpoint) =>
        endpoint.IsAbsoluteUri && endpoint.Scheme == Uri.UriSchemeHttps && endpoint.PathAndQuery == "/" && endpoint.UserInfo.Length == 0 && endpoint.Fragment.Length == 0;

    private static PeerDirectoryOptions Valid(PeerDirectoryOptions options)
    {
        options.Validate();
        return options;
    }

    private bool IsFresh(Entry entry) => entry.Registered is not null && clock.GetUtcNow() - entry.ReadAt <= _options.MaximumStaleness;

    private string WhyNot(Address institution) => !_entries.TryGetValue(institution, out Entry? entry)
        ? "no open job names it"
        : entry switch
        {
            { Registered: null } => "the registry was not read yet; check the Ethereum node",
            _ when !IsFresh(entry) => $"the registry was last read at {entry.ReadAt:u}, too long ago; check the Ethereum node",
            { Registered.IsActive: false } => "it is not a member of the consortium",
            _ => "it has registered no certificate; it must set its TLS fingerprint",
        };

    private sealed record Entry(Uri Endpoint, RegisteredPeer? Registered, DateTimeOffset ReadAt);
}
