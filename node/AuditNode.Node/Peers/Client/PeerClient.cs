using System.Globalization;
using System.Net;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>
/// Sends to other nodes: HTTP/2 over TLS 1.3, to whoever shows the certificate that InstitutionRegistry names, and shows the own. Safe for
/// concurrent use.
/// </summary>
public sealed class PeerClient : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Address, PinnedChannel> _channels = [];
    private readonly PeerCertificate _certificate;
    private readonly PeerServices _services;
    private bool _disposed;

    /// <summary>Makes a client.</summary>
    /// <param name="certificate">This node's certificate; stays the caller's.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="options">How it sends, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PeerClient(PeerCertificate certificate, PeerServices services, PeerClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(services);
        Options = options ?? new PeerClientOptions();
        Options.Validate();
        (_certificate, _services) = (certificate, services);
        services.Directory.Changed += Forget;
    }

    /// <summary>How it sends.</summary>
    public PeerClientOptions Options { get; }

    /// <summary>Asks how much of a message its receiver has.</summary>
    /// <param name="institution">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PeerRefusedException">The receiver refuses the question.</exception>
    /// <exception cref="PeerAnswerException">The answer makes no sense.</exception>
    /// <exception cref="PeerUnknownException">It is not known which certificate the receiver has.</exception>
    /// <exception cref="HttpRequestException">There is no connection, or not to the right one.</exception>
    public async Task<UploadState> StateAsync(Address institution, MessageAddress message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var request = new HttpRequestMessage(HttpMethod.Head, message.Path);
        return await SendAsync(institution, message, request, Options.RequestTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes of a message.</summary>
    /// <param name="institution">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="offset">The first byte, counted from the header's first.</param>
    /// <param name="count">How many.</param>
    /// <param name="written">Called with the bytes that went to the connection, whatever came of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="StateAsync" path="/exception"/>
    public async Task<UploadState> AppendAsync(
        Address institution, OutgoingMessage message, long offset, int count, Action<long>? written = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var content = new RangeContent(message, offset, count);
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Header.Message.Path) { Content = content };
        request.Headers.Add(UploadFields.Offset, offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(UploadFields.Digest, message.Digest.ToString()[2..]);
        try
        {
            TimeSpan timeout = Options.RequestTimeout + TimeSpan.FromSeconds((double)count / Options.MinimumRate);
            return await SendAsync(institution, message.Header.Message, request, timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            written?.Invoke(content.Written);
        }
    }

    /// <summary>Reads the specification of a job from another node.</summary>
    /// <param name="institution">Whose node; it has to show that institution's certificate.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="endpoint">Where it listens; null for where the directory has it.</param>
    /// <param name="maximumBytes">Most bytes that are read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What came, unchecked.</returns>
    /// <exception cref="ArgumentException">The address is not that of a node.</exception>
    /// <exception cref="PeerAnswerException">It refuses, or gives an answer that makes no sense.</exception>
    /// <exception cref="PeerUnknownException">It is not known which certificate it has.</exception>
    /// <exception cref="HttpRequestException">There is no connection, or not to the right one.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<byte[]> ReadSpecificationAsync(
        Address institution, Bytes32 jobId, Uri? endpoint, int maximumBytes, CancellationToken cancellationToken = default)
    {
        if (endpoint is not null) PeerDirectory.RequireEndpoint(institution, endpoint);
        Peer known = await _services.Directory.ResolveAsync(institution, cancellationToken).ConfigureAwait(false);
        // A channel of its own: what somebody types as an address must not lead other messages there.
        using var channel = new PinnedChannel(
            known with { Endpoint = endpoint ?? known.Endpoint }, _certificate, _services.Refusals.Clock, _services.Traffic.Of(institution), Options);
        TimeSpan timeout = Options.RequestTimeout + TimeSpan.FromSeconds((double)maximumBytes / Options.MinimumRate);
        return await SpecificationRequestMessage.SendAsync(channel, jobId, maximumBytes, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _services.Directory.Changed -= Forget;
        lock (_lock)
        {
            _disposed = true;
            foreach (PinnedChannel channel in _channels.Values) channel.Dispose();
            _channels.Clear();
        }
    }

    private async Task<UploadState> SendAsync(Address institution, MessageAddress message, HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Peer peer = await _services.Directory.ResolveAsync(institution, cancellationToken).ConfigureAwait(false);
        request.RequestUri = new Uri(peer.Endpoint, request.RequestUri!);
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            using HttpResponseMessage response = await ChannelTo(peer).SendAsync(request, limited.Token).ConfigureAwait(false);
            return Read(institution, message, response);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            // The peer may have a new certificate that is registered already.
            _services.Directory.RequestRefresh();
            throw;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{institution} did not answer within {timeout.TotalSeconds:0} s.", e);
        }
    }

    private static UploadState Read(Address institution, MessageAddress message, HttpResponseMessage response)
    {
        if (Field(response, UploadFields.Refusal) is { } code)
        {
            if (!RefusalReasons.TryParse(code, out RefusalReason reason)) throw new PeerAnswerException(institution, "a refusal without a known reason");
            throw new PeerRefusedException(institution, message, reason, Printable(Field(response, UploadFields.RefusalDetail) ?? ""));
        }

        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NoContent)) throw new PeerAnswerException(institution, $"status {(int)response.StatusCode}");
        if (!long.TryParse(Field(response, UploadFields.Offset), NumberStyles.None, CultureInfo.InvariantCulture, out long offset))
            throw new PeerAnswerException(institution, $"no {UploadFields.Offset}");
        Bytes32 digest = Bytes32.Zero;
        if (Field(response, UploadFields.Digest) is { } text && !Bytes32.TryParse("0x" + text, out digest)) throw new PeerAnswerException(institution, $"a wrong {UploadFields.Digest}");
        return new UploadState(offset, Field(response, UploadFields.IsComplete) == UploadFields.Complete, digest);
    }

    private static string? Field(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    // Foreign words: of any length, with any characters.
    private static string Printable(string text) => string.Concat(text.Take(200).Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));

    private PinnedChannel ChannelTo(Peer peer)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_channels.TryGetValue(peer.Institution, out PinnedChannel? channel))
            {
                if (channel.Peer == peer) return channel;
                channel.Dispose();
            }

            return _channels[peer.Institution] =
                new PinnedChannel(peer, _certificate, _services.Refusals.Clock, _services.Traffic.Of(peer.Institution), Options);
        }
    }

    private void Forget(Address institution)
    {
        lock (_lock)
        {
            if (_channels.Remove(institution, out PinnedChannel? channel)) channel.Dispose();
        }
    }
}
