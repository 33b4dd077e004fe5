using System.Net;
using System.Text.Json;

namespace AuditNode.Chain.JsonRpc;

/// <summary>Reads the answers to one request or batch and finds what does not belong.</summary>
internal sealed class ResponseReader(string endpoint, string method)
{
    private const string WrongAddress = "Check that the address is that of a node's JSON-RPC API.";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public JsonElement ReadSingle(HttpAnswer answer, long id)
    {
        var response = Parse(answer);
        // An error without id is the node's word that it could not even read the request.
        if (IdOf(response) is { } found ? found != id : ErrorOf(response, method) is null)
            throw Malformed($"the answer is for another request (id {Quote(response, "id")}, expected {id})");
        return Read(response, method).Value;
    }

    public JsonRpcResult[] ReadBatch(HttpAnswer answer, long firstId, JsonRpcRequest[] requests)
    {
        var responses = Parse(answer);
        if (ErrorOf(responses, method) is { } refusal)
            throw refusal;
        if (responses.ValueKind != JsonValueKind.Array)
            throw Malformed("the answer to a batch is no array");

        var results = new JsonRpcResult?[requests.Length];
        foreach (var response in responses.EnumerateArray())
        {
            var place = IdOf(response) - firstId;
            if (place is null or < 0 || place >= requests.Length)
                throw Malformed($"the answer holds id {Quote(response, "id")}, which was not asked for");
            if (results[place.Value] is not null)
                throw Malformed($"the answer holds id {Quote(response, "id")} twice");
            results[place.Value] = Read(response, requests[place.Value].Method);
        }
        return [.. results.Select((result, place) => result ?? new JsonRpcResult(
            new RpcResponseException(endpoint, requests[place].Method, "the node's answer to a batch left this request out.")))];
    }

    private JsonElement Parse(HttpAnswer answer)
    {
        try
        {
            var response = JsonElement.Parse(answer.Content.Span, Strict);
            return answer.Status == HttpStatusCode.OK || HasError(response) ? response : throw Refused(answer);
        }
        catch (JsonException broken)
        {
            throw answer.Status == HttpStatusCode.OK ? Malformed("the answer is not JSON", broken) : Refused(answer);
        }
    }

    // Some nodes send JSON-RPC errors under HTTP statuses of failure, and those say more than the status.
    private static bool HasError(JsonElement response) =>
        response.ValueKind == JsonValueKind.Object && response.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object;

    private JsonRpcResult Read(JsonElement response, string of)
    {
        if (ErrorOf(response, of) is { } error)
            return new JsonRpcResult(error);
        if (response.ValueKind != JsonValueKind.Object || !response.TryGetProperty("result", out var result))
            throw Malformed("the answer has neither a result nor an error");
        return new JsonRpcResult(result);
    }

    // A null error beside a result is against the specification, but harmless.
    private JsonRpcException? ErrorOf(JsonElement response, string of)
    {
        if (response.ValueKind != JsonValueKind.Object || !response.TryGetProperty("error", out var error) || error.ValueKind == JsonValueKind.Null)
            return null;
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code", out var code)
            || code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var number))
            throw Malformed("the answer's error has no code");
        var text = error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : "";
        return new JsonRpcException(
            endpoint, of, number, text, error.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null ? data : null);
    }

    private static long? IdOf(JsonElement response) =>
        response.ValueKind == JsonValueKind.Object && response.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;

    private static string Quote(JsonElement response, string property) =>
        response.ValueKind == JsonValueKind.Object && response.TryGetProperty(property, out var value) ? HexData.Quote(value.GetRawText()) : "none";

    private RpcResponseException Malformed(string fault, Exception? cause = null) => new(endpoint, method, $"{fault}. {WrongAddress}", cause);

    private RpcResponseException Refused(HttpAnswer answer) => new(
        endpoint, method,
        answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"HTTP {(int)answer.Status}. Check the credentials, and whom the node allows in.",
            HttpStatusCode.TooManyRequests => "HTTP 429: the node wants fewer requests. Send less, or raise its limit.",
            HttpStatusCode.RequestEntityTooLarge => $"HTTP 413: the request is too large for the node. Lower {nameof(JsonRpcOptions.MaxBatchSize)}.",
            >= HttpStatusCode.InternalServerError => $"HTTP {(int)answer.Status}. Look at the log of the node, or of the proxy before it.",
            _ => $"HTTP {(int)answer.Status}. {WrongAddress}",
        },
        status: answer.Status)
    {
        RetryAfter = answer.RetryAfter,
    };
}
