using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace AuditNode.Chain.JsonRpc;

/// <summary>Posts a body to a node once and reads the answer, with limits on time and size.</summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private readonly RpcEndpoint endpoint;
    private readonly JsonRpcOptions options;
    private readonly HttpMessageInvoker http;

    public HttpTransport(RpcEndpoint endpoint, JsonRpcOptions options)
    {
        this.endpoint = endpoint;
        this.options = options;
        var handler = new SocketsHttpHandler
        {
            // A node is spoken to directly. A proxy from the environment or a redirect would carry calldata and credentials elsewhere.
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = options.MaxConnections,
            // Connections are renewed so that a changed DNS entry is noticed.
            PooledConnectionLifetime = ConnectionLifetime,
        };
        if (options.Tls is not null)
            handler.SslOptions = options.Tls;
        http = new HttpMessageInvoker(handler);
    }

    /// <summary>One attempt.</summary>
    /// <param name="body">The request, JSON in UTF-8.</param>
    /// <param name="method">What errors call it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The answer's status and body.</returns>
    /// <exception cref="RpcConnectionException">The node was not reached or the connection broke.</exception>
    /// <exception cref="RpcTimeoutException">Time was up.</exception>
    /// <exception cref="RpcResponseTooLargeException">The answer is too long.</exception>
    public async Task<HttpAnswer> PostAsync(ReadOnlyMemory<byte> body, string method, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(options.RequestTimeout, options.Clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = endpoint.Authorization;
        try
        {
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var content = await ReadAsync(response.Content, method, limit.Token).ConfigureAwait(false);
            return new HttpAnswer(response.StatusCode, content, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException cancelled) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcTimeoutException(endpoint.Name, method, options.RequestTimeout, cancelled);
        }
        catch (HttpRequestException failed)
        {
            throw new RpcConnectionException(endpoint.Name, method, Describe(failed), failed);
        }
        catch (IOException failed)
        {
            throw new RpcConnectionException(endpoint.Name, method, "the connection broke during the answer. Look at the node's log.", failed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string Describe(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name is not known. Check the address.",
        HttpRequestError.ConnectionError => "no connection. Check that the node runs and that its HTTP API listens there.",
        HttpRequestError.SecureConnectionError => "no TLS connection. Check the node's certificate and that it speaks https.",
        HttpRequestError.ResponseEnded => "the connection broke before the answer was complete. Look at the node's log.",
        _ => "the connection broke or does not speak HTTP. Check the address and look at the node's log.",
    };

    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, string method, CancellationToken cancellationToken)
    {
        const int SmallestBuffer = 4096, LargestFirstBuffer = 1 << 20;
        if (content.Headers.ContentLength > options.MaxResponseBytes)
            throw new RpcResponseTooLargeException(endpoint.Name, method, options.MaxResponseBytes);
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var answer = new ArrayBufferWriter<byte>((int)Math.Min(content.Headers.ContentLength ?? 0, LargestFirstBuffer) + SmallestBuffer);
        while (true)
        {
            var read = await stream.ReadAsync(answer.GetMemory(SmallestBuffer), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return answer.WrittenMemory;
            if (answer.WrittenCount + read > options.MaxResponseBytes)
                throw new RpcResponseTooLargeException(endpoint.Name, method, options.MaxResponseBytes);
            answer.Advance(read);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - options.Clock.GetUtcNow() : null);
}
