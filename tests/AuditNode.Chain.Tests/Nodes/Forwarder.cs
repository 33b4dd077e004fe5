using System.Text;
using AuditNode.Chain.Tests.JsonRpc;

namespace AuditNode.Chain.Tests.Nodes;

/// <summary>Stands between a client and a chain, for faults on the way.</summary>
internal sealed class Forwarder(Uri target) : IDisposable
{
    private readonly HttpClient http = new();

    /// <summary>What the chain answers to a request.</summary>
    public async Task<string> AskAsync(Exchange exchange)
    {
        using var content = new StringContent(exchange.Body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(target, content);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Passes a request on, and the answer back.</summary>
    public async Task PassAsync(Exchange exchange) => await exchange.AnswerAsync(await AskAsync(exchange));

    public void Dispose() => http.Dispose();
}
