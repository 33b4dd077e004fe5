using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AuditNode.Chain.Tests.JsonRpc;

/// <summary>One HTTP request to a <see cref="FaultyNode"/> and the ways to answer it.</summary>
internal sealed class Exchange
{
    private readonly Socket socket;
    private readonly CancellationToken stop;

    private Exchange(Socket socket, string head, string body, CancellationToken stop)
    {
        (this.socket, Head, Body, this.stop) = (socket, head, body, stop);
    }

    /// <summary>Request line and header fields.</summary>
    public string Head { get; }

    /// <summary>The body.</summary>
    public string Body { get; }

    /// <summary>The requests in the body, be it one or a batch.</summary>
    public IReadOnlyList<JsonObject> Requests =>
        JsonNode.Parse(Body) is JsonArray batch ? [.. batch.Select(item => item!.AsObject())] : [JsonNode.Parse(Body)!.AsObject()];

    public long Id => (long)Requests[0]["id"]!;

    public static async Task<Exchange?> ReadAsync(Socket socket, CancellationToken stop)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65536];
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && Length(text[..end]) is var length && bytes.Count >= end + 4 + length)
                return new Exchange(socket, text[..end], Encoding.UTF8.GetString([.. bytes.Skip(end + 4).Take(length)]), stop);
            var read = await socket.ReceiveAsync(buffer, stop);
            if (read == 0)
                return null;
            bytes.AddRange(buffer.AsSpan(0, read));
        }
    }

    /// <summary>Answers with a body under an HTTP status.</summary>
    public Task AnswerAsync(string body, int status = 200, string fields = "") => SendAsync(
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\n{fields}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Answers the first request with a result, given as JSON.</summary>
    public Task ResultAsync(string json) => AnswerAsync($$"""{"jsonrpc":"2.0","id":{{Id}},"result":{{json}}}""");

    /// <summary>Answers the first request with an error, given as JSON.</summary>
    public Task ErrorAsync(string json) => AnswerAsync($$"""{"jsonrpc":"2.0","id":{{Id}},"error":{{json}}}""");

    /// <summary>Says nothing until the server ends.</summary>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, stop);

    /// <summary>Aborts the connection (TCP RST).</summary>
    public Task ResetAsync()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }

    /// <summary>Sends bytes as they are and ends the connection.</summary>
    public async Task SendAsync(string raw)
    {
        await StartAsync(raw);
        socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task StartAsync(string raw) => await socket.SendAsync(Encoding.UTF8.GetBytes(raw), stop);

    private static int Length(string head) => head.Split("\r\n")
        .Where(field => field.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(field => int.Parse(field["Content-Length:".Length..], CultureInfo.InvariantCulture)).SingleOrDefault();
}
