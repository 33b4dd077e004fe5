using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>Talks to the admin API of the node that runs in a directory.</summary>
internal sealed class AdminClient : IDisposable
{
    private const long MaxAnswer = 64 << 20;
    private readonly HttpClient http;

    private AdminClient(NodeOptions options, string token)
    {
        http = new HttpClient(options.Admin.CreateHandler())
        {
            BaseAddress = options.Admin.BaseAddress, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>A client of the running node; null where none runs.</summary>
    public static AdminClient? TryOpen(NodeOptions options) =>
        options.Directory.IsLocked() && AdminToken.Read(options.Directory.AdminToken) is { } token ? new AdminClient(options, token) : null;

    /// <summary>A client of the running node.</summary>
    /// <exception cref="NodeException">None runs.</exception>
    public static AdminClient Open(NodeOptions options) => TryOpen(options) ?? throw new NodeException(
        NodeError.NotRunning, $"No node runs in {options.Directory.Root}; start it with audit-node node run --directory {options.Directory.Root}.");

    /// <summary>Reads an object; null where the node says that there is none.</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        await RequireAsync(answer, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads an object.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        await RequireAsync(answer, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads bytes; null where the node says that there are none.</summary>
    public async Task<byte[]?> FindBytesAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        await RequireAsync(answer, cancellationToken).ConfigureAwait(false);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads bytes.</summary>
    public async Task<byte[]> GetBytesAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        await RequireAsync(answer, cancellationToken).ConfigureAwait(false);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has the node do something.</summary>
    public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body, body.GetType(), options: NodeJson.Options);
        using var answer = await SendAsync(HttpMethod.Post, path, content, cancellationToken).ConfigureAwait(false);
        await RequireAsync(answer, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new NodeException(NodeError.NotRunning,
                $"The node's admin API at {http.BaseAddress} does not answer; is it starting or stopping, or is admin.listen another one than it started with?", e);
        }
    }

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var error = await ReadAsync<ApiError>(answer, cancellationToken).ConfigureAwait(false);
        var kind = Enum.GetValues<NodeError>().FirstOrDefault(
            value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) == error.Error, NodeError.Unexpected);
        throw new NodeException(kind, error.Message.ReplaceLineEndings(" "));
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(NodeJson.Options, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new NodeException(NodeError.NotRunning,
                $"What answers at {answer.RequestMessage?.RequestUri} is no node of this version (status {(int)answer.StatusCode}); restart the node.", e);
        }
    }
}
