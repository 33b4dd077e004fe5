using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AuditNode.Node.Hosting;

/// <summary>
/// Tells systemd how the node is: one datagram of "NAME=value" lines to the Unix socket in NOTIFY_SOCKET
/// (https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html). Without that variable nothing is sent.
/// </summary>
public sealed class ServiceNotifier
{
    private readonly string? socketPath;

    /// <summary>Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.</summary>
    /// <param name="variable">Gives the value of an environment variable; null for the process's own.</param>
    public ServiceNotifier(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        // An address that begins with @ is in the abstract name space, written with a zero byte.
        socketPath = variable("NOTIFY_SOCKET") is { Length: > 1 } path && path[0] is '/' or '@' && !OperatingSystem.IsWindows()
            ? path[0] == '@' ? $"\0{path[1..]}" : path
            : null;
        var mine = variable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == $"{Environment.ProcessId}";
        if (mine && ulong.TryParse(variable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0)
            WatchdogInterval = TimeSpan.FromMicroseconds(Math.Min(microseconds, uint.MaxValue) / 2d);
    }

    /// <summary>How often <see cref="Alive"/> must be said, half of what systemd waits; null where no watchdog is set.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>The node has started.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    /// <summary>What the node does, for people.</summary>
    public void Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>The node stops.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>The node lives.</summary>
    public void Alive() => Send("WATCHDOG=1");

    private void Send(string message)
    {
        if (socketPath is null)
            return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(socketPath));
        }
        catch (SocketException)
        {
            // Whoever should listen is gone; the node works without.
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
