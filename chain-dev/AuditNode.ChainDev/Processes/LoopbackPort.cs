using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AuditNode.ChainDev.Processes;

/// <summary>TCP ports of 127.0.0.1.</summary>
public static class LoopbackPort
{
    // Below the ports that Linux (32768 up) and others (49152 up) hand to outgoing connections: a port that is chosen here stays free
    // while its owner restarts, unless somebody asks for exactly that one.
    private const int First = 20_000;
    private const int Last = 31_999;
    private const int Attempts = 200;

    // Files whose locks say that a port was chosen; open until this process ends.
    private static readonly ConcurrentBag<FileStream> Reservations = [];

    /// <summary>A port nobody listens on, between 20,000 and 31,999, at random so that programs started together do not collide. Neither this
    /// process nor another one of this user is given it again while this process lives: its owner may be about to start, or to restart.</summary>
    /// <exception cref="ChainDevException">None was free in 200 attempts.</exception>
    public static int Choose()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            // In this order: looking takes the port for an instant, which its owner may be about to do.
            if (TryReserve(port) && IsFree(port))
                return port;
        }
        throw new ChainDevException(ChainDevError.PortTaken, $"No free port found between {First} and {Last} on 127.0.0.1; name one.");
    }

    /// <summary>Whether a program could listen on the port now.</summary>
    public static bool IsFree(int port)
    {
        // SO_REUSEADDR as servers set it: connections that linger after a restart do not make a port taken.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (!OperatingSystem.IsWindows())
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Refuses a port that is taken or out of range.</summary>
    /// <exception cref="ChainDevException">The port is not between 1 and 65535, or somebody listens on it.</exception>
    public static void Require(int port, string purpose)
    {
        if (port is < 1 or > 65_535)
            throw new ChainDevException(ChainDevError.Usage, $"The port for {purpose} must be between 1 and 65535, not {port}.");
        if (!IsFree(port))
            throw Taken(port, purpose);
    }

    /// <summary>The error for a port that is taken.</summary>
    public static ChainDevException Taken(int port, string purpose) => new(ChainDevError.PortTaken,
        $"Port {port} on 127.0.0.1, wanted for {purpose}, is taken; stop the program that listens there, or choose another port.");

    private static bool TryReserve(int port)
    {
        try
        {
            var folder = Path.Combine(Path.GetTempPath(), $"auditnode-ports-{Environment.UserName}");
            Directory.CreateDirectory(folder);
            if (ExclusiveFile.TryOpen(Path.Combine(folder, $"{port}")) is not { } reservation)
                return false;
            Reservations.Add(reservation);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // nowhere to note it: that nobody listens has to do
        }
    }
}
