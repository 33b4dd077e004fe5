using System.Net;
using System.Net.Sockets;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Node.Tests.Peers;

/// <summary>Stands between two nodes and cuts each connection after some bytes, until it has cut often enough.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IPEndPoint _target;
    private readonly Func<int> _next;
    private readonly Task _accepting;
    private int _cutsLeft;

    public CuttingProxy(Uri target, int cuts, int longest, RandomStream random)
    {
        (_target, _cutsLeft) = (IPEndPoint.Parse(target.Authority), cuts);
        _next = () =>
        {
            Span<byte> bytes = stackalloc byte[4];
            random.Fill(bytes);
            return (int)(BitConverter.ToUInt32(bytes) % (uint)longest);
        };
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"https://{_listener.LocalEndpoint}");

    public int Cuts { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                int? limit = _cutsLeft-- > 0 ? _next() : null;
                running.Add(CarryAsync(client, limit));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task CarryAsync(TcpClient client, int? limit)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_target, _stopping.Token);
                Task<bool> forth = CopyAsync(client.GetStream(), server.GetStream(), limit), back = CopyAsync(server.GetStream(), client.GetStream(), null);
                Task<bool> first = await Task.WhenAny(forth, back);
                if (await first) Cuts++;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Either end is gone, and with it the other.
            }
        }
    }

    private async Task<bool> CopyAsync(NetworkStream from, NetworkStream to, int? limit)
    {
        byte[] buffer = new byte[8192];
        int left = limit ?? int.MaxValue;
        try
        {
            while (left > 0)
            {
                int read = await from.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), _stopping.Token);
                if (read == 0) return false;
                await to.WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
                if (limit is not null) left -= read;
            }

            return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }
}
