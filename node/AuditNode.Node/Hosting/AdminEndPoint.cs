using System.Net;
using System.Net.Sockets;

namespace AuditNode.Node.Hosting;

/// <summary>Where the admin API listens: a port of a loopback address, or a Unix domain socket.</summary>
public sealed record AdminEndPoint
{
    private const string Unix = "unix:";

    private AdminEndPoint()
    {
    }

    /// <summary>Address and port; null for a socket.</summary>
    public IPEndPoint? Tcp { get; private init; }

    /// <summary>Full path of the socket; null for a port.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>What requests begin with.</summary>
    public Uri BaseAddress => Tcp is { } tcp ? new Uri($"http://{tcp}/") : new Uri("http://localhost/");

    /// <summary>Reads the setting, which has been checked.</summary>
    internal static AdminEndPoint Parse(string text, NodeDirectory directory) => text.StartsWith(Unix, StringComparison.Ordinal)
        ? new AdminEndPoint { SocketPath = directory.At(text[Unix.Length..]) }
        : new AdminEndPoint { Tcp = IPEndPoint.Parse(text) };

    /// <summary>A handler that connects there and nowhere else: no proxy, no redirection.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        if (SocketPath is not { } path)
            return handler;
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }

    /// <summary>The address as the setting has it.</summary>
    public override string ToString() => Tcp?.ToString() ?? Unix + SocketPath;
}
