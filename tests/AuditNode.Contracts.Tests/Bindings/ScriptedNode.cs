using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>A node on the loopback interface that answers as a test tells it to, and remembers what it was asked.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, Func<JsonArray, JsonNode?>> answers = new();
    private readonly CancellationTokenSource stop = new();
    private readonly JsonRpcClient rpc;
    private readonly Task serving;

    public ScriptedNode(AbiErrorCatalogue? errors = null)
    {
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        rpc = new JsonRpcClient(new Uri($"http://127.0.0.1:{port}/"), new JsonRpcOptions { MaxAttempts = 1 });
        Client = new EthereumClient(rpc, errors);
        Answer("eth_getCode", "0x60");
        serving = ServeAsync();
    }

    public EthereumClient Client { get; }

    /// <summary>Methods and parameters in the order of their arrival.</summary>
    public ConcurrentQueue<(string Method, JsonArray Parameters)> Requests { get; } = new();

    public void Answer(string method, JsonNode? result) => answers[method] = _ => result?.DeepClone();

    public void Answer(string method, Func<JsonArray, JsonNode?> result) => answers[method] = result;

    /// <summary>Lets every call be refused with this data.</summary>
    public void Revert(string method, byte[] data) => answers[method] = _ => throw new Refusal(HexData.Encode(data));

    public JsonArray Parameters(string method) => Requests.Last(request => request.Method == method).Parameters;

    /// <summary>A block as nodes send it.</summary>
    public static JsonObject Block(string number) => new()
    {
        ["number"] = number,
        ["hash"] = Samples.Word(0xb10c).ToString(),
        ["parentHash"] = Samples.Word(0xb10b).ToString(),
        ["timestamp"] = "0x1",
        ["gasLimit"] = "0x1c9c380",
        ["gasUsed"] = "0x0",
        ["baseFeePerGas"] = "0x0",
        ["miner"] = Samples.Account.ToString(),
        ["receiptsRoot"] = Samples.Word(2).ToString(),
        ["stateRoot"] = Samples.Word(1).ToString(),
        ["transactions"] = new JsonArray(),
        ["extraData"] = "0x",
    };

    public async ValueTask DisposeAsync()
    {
        // The client first: it may hold connections on which it has not asked anything yet.
        rpc.Dispose();
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                if (await ReadAsync(connection) is { } body)
                    await WriteAsync(connection, Answer(body));
            }
            catch (IOException)
            {
                // The client gave up, as it may.
            }
        }
    }

    private static async Task<string?> ReadAsync(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream(), Encoding.UTF8, leaveOpen: true);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line["Content-Length:".Length..]);
        }
        var body = new char[length];
        return length > 0 && await reader.ReadBlockAsync(body) == length ? new string(body) : null;
    }

    private static async Task WriteAsync(TcpClient connection, JsonNode answer)
    {
        var content = Encoding.UTF8.GetBytes(answer.ToJsonString());
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + $"Content-Length: {content.Length}\r\n\r\n";
        await connection.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. content]);
    }

    private JsonNode Answer(string body) => JsonNode.Parse(body) switch
    {
        JsonArray batch => new JsonArray([.. batch.Select(request => Answer(request!.AsObject()))]),
        var request => Answer(request!.AsObject()),
    };

    private JsonObject Answer(JsonObject request)
    {
        var (method, parameters) = (request["method"]!.GetValue<string>(), request["params"]?.AsArray() ?? []);
        Requests.Enqueue((method, (JsonArray)parameters.DeepClone()));
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone() };
        try
        {
            if (answers.TryGetValue(method, out var result))
                answer["result"] = result(parameters);
            else
                answer["error"] = new JsonObject { ["code"] = -32601, ["message"] = $"the test has no answer to {method}" };
        }
        catch (Refusal refusal)
        {
            answer["error"] = new JsonObject { ["code"] = 3, ["message"] = "execution reverted", ["data"] = refusal.Message };
        }
        return answer;
    }

    private sealed class Refusal(string data) : Exception(data);
}
