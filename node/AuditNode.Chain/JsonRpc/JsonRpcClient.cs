using System.Buffers;
using System.Text.Json;

namespace AuditNode.Chain.JsonRpc;

/// <summary>
/// Speaks JSON-RPC 2.0 (https://www.jsonrpc.org/specification) with an Ethereum node over HTTP. Requests that only read, and
/// eth_sendRawTransaction, whose bytes make one transaction however often they are sent, are tried again when the connection fails or the
/// node is busy (HTTP 429, 502, 503, 504); other methods, and requests that timed out, are not. A repeated eth_sendRawTransaction may
/// therefore end in "already known" or "nonce too low" although the transaction was taken. Safe for use by several threads.
/// </summary>
public sealed class JsonRpcClient : IDisposable
{
    private readonly RpcEndpoint endpoint;
    private readonly JsonRpcOptions options;
    private readonly HttpTransport transport;
    private readonly RetryPolicy retries;
    private long lastId;

    /// <summary>A client of the node at an address, which is not connected to before the first request.</summary>
    /// <param name="endpoint">http or https; a user and password in it are sent as HTTP basic authentication.</param>
    /// <param name="options">Timeouts, limits and retries; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is of another kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public JsonRpcClient(Uri endpoint, JsonRpcOptions? options = null)
    {
        this.endpoint = new RpcEndpoint(endpoint);
        this.options = options ?? new JsonRpcOptions();
        this.options.Validate();
        transport = new HttpTransport(this.endpoint, this.options);
        retries = new RetryPolicy(this.options);
    }

    /// <summary>Host and port of the node.</summary>
    public string Endpoint => endpoint.Name;

    internal TimeProvider Clock => options.Clock;

    /// <summary>Calls a method.</summary>
    /// <returns>The result, which may be JSON's null.</returns>
    /// <exception cref="JsonRpcException">The node answered with an error.</exception>
    /// <exception cref="RpcConnectionException">The node could not be reached.</exception>
    /// <exception cref="RpcTimeoutException">The node did not answer in time.</exception>
    /// <exception cref="RpcResponseException">The answer is malformed or too long.</exception>
    public async Task<JsonElement> CallAsync(JsonRpcRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await TryAsync(
            [request], request.Method,
            async () =>
            {
                var id = Interlocked.Increment(ref lastId);
                var body = Write(writer => request.Write(writer, id));
                var answer = await transport.PostAsync(body, request.Method, cancellationToken).ConfigureAwait(false);
                return new ResponseReader(endpoint.Name, request.Method).ReadSingle(answer, id);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls several methods together, in parts of <see cref="JsonRpcOptions.MaxBatchSize"/>. Not a unit: each succeeds or fails
    /// for itself.</summary>
    /// <returns>A result or an error for each request, in the order of the requests.</returns>
    /// <exception cref="JsonRpcException">The node refused a batch as a whole.</exception>
    /// <exception cref="RpcConnectionException">The node could not be reached.</exception>
    /// <exception cref="RpcTimeoutException">The node did not answer in time.</exception>
    /// <exception cref="RpcResponseException">An answer is malformed or too long.</exception>
    public async Task<IReadOnlyList<JsonRpcResult>> BatchAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var results = new List<JsonRpcResult>(requests.Count);
        foreach (var part in requests.Chunk(options.MaxBatchSize))
            results.AddRange(part.Length == 1
                ? [await CallInBatchAsync(part[0], cancellationToken).ConfigureAwait(false)]
                : await SendAsync(part, cancellationToken).ConfigureAwait(false));
        return results;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => transport.Dispose();

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
            write(writer);
        return body.WrittenMemory;
    }

    private async Task<JsonRpcResult> CallInBatchAsync(JsonRpcRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new JsonRpcResult(await CallAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (JsonRpcException refused)
        {
            return new JsonRpcResult(refused);
        }
    }

    private Task<JsonRpcResult[]> SendAsync(JsonRpcRequest[] requests, CancellationToken cancellationToken)
    {
        var name = $"batch of {requests.Length}";
        return TryAsync(
            requests, name,
            async () =>
            {
                var firstId = Interlocked.Add(ref lastId, requests.Length) - requests.Length + 1;
                var body = Write(writer =>
                {
                    writer.WriteStartArray();
                    for (var i = 0; i < requests.Length; i++)
                        requests[i].Write(writer, firstId + i);
                    writer.WriteEndArray();
                });
                var answer = await transport.PostAsync(body, name, cancellationToken).ConfigureAwait(false);
                return new ResponseReader(endpoint.Name, name).ReadBatch(answer, firstId, requests);
            },
            cancellationToken);
    }

    private async Task<T> TryAsync<T>(
        IReadOnlyList<JsonRpcRequest> requests, string name, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        for (var number = 1; ; number++)
        {
            TimeSpan pause;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (RpcException failure) when (retries.PauseAfter(failure, number, requests) is { } delay)
            {
                pause = delay;
            }
            await Task.Delay(pause, options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
