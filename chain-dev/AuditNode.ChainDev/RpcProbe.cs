using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditNode.ChainDev;

/// <summary>The few JSON-RPC calls that starting and watching a node takes.</summary>
internal sealed class RpcProbe(Uri url)
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The result of the call.</summary>
    /// <exception cref="ChainDevException">The node answered with an error.</exception>
    /// <exception cref="HttpRequestException">Nobody answered, or not with JSON-RPC.</exception>
    public async Task<JsonElement> CallAsync(string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = parameters };
        using var response = await Client.PostAsJsonAsync(url, request, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken).ConfigureAwait(false);
        if (answer.TryGetProperty("error", out var error))
            throw new ChainDevException(ChainDevError.Chain, $"{method} failed at {url}: {error.GetProperty("message").GetString()}");
        return answer.GetProperty("result");
    }

    /// <summary>The chain id, or null when nobody answers.</summary>
    public async Task<ulong?> TryGetChainIdAsync(CancellationToken cancellationToken)
    {
        try
        {
            var id = await CallAsync("eth_chainId", [], cancellationToken).ConfigureAwait(false);
            return Convert.ToUInt64(id.GetString(), 16);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
