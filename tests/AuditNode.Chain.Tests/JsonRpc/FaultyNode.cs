using System.Net;
using System.Net.Sockets;

namespace AuditNode.Chain.Tests.JsonRpc;

/// <summary>
/// A server on the loopback interface that plays the faults of nodes and networks. Each request is answered by the next step of a script,
/// the last step answers all further ones.
/// </summary>
internal sealed class FaultyNode : IAsyncDisposable
{
    private static readonly Socket Silent = BindSilent();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Exchange, Task>[] script;
    private readonly List<Exchange> exchanges = [];
    private readonly List<Task> running = [];
    private readonly Task accepting;

    public FaultyNode(params Func<Exchange, Task>[] script)
    {
        this.script = script;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    /// <summary>The requests so far, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (exchanges)
                return [.. exchanges];
        }
    }

    /// <summary>A port on which nothing listens.</summary>
    public static Uri Nowhere() => new($"http://127.0.0.1:{((IPEndPoint)Silent.LocalEndPoint!).Port}");

    public async ValueTask DisposeAsync()
    {
        stop.Cancel();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (exchanges)
            open = [.. running];
        await Task.WhenAll(open);
    }

    // Held as long as the process lives: a port that was let go is soon somebody else's.
    private static Socket BindSilent()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                lock (exchanges)
                    running.Add(ServeAsync(socket));
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        try
        {
            if (await Exchange.ReadAsync(connection, stop.Token) is not { } exchange)
                return;
            int number;
            lock (exchanges)
            {
                number = exchanges.Count;
                exchanges.Add(exchange);
            }
            await script[Math.Min(number, script.Length - 1)](exchange);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client gave up, which some tests are about.
        }
    }
}
