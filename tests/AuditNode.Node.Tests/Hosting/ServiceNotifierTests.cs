using System.Net.Sockets;
using System.Text;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Tests.Hosting;

public sealed class ServiceNotifierTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_sends_datagrams_to_the_socket_that_systemd_names(bool isAbstract)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var name = isAbstract ? $"@auditnode-test-{Guid.CreateVersion7()}" : Path.Combine(folder.Path, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{name[1..]}" : name));
        socket.ReceiveTimeout = 10_000;
        var notifier = new ServiceNotifier(variable => variable == "NOTIFY_SOCKET" ? name : null);
        notifier.Ready("two\nlines");
        notifier.Alive();
        notifier.Stopping();
        Assert.Equal("READY=1\nSTATUS=two lines", Receive(socket));
        Assert.Equal("WATCHDOG=1", Receive(socket));
        Assert.Equal("STOPPING=1", Receive(socket));
    }

    [Fact]
    public void The_watchdog_is_fed_at_half_its_time()
    {
        Assert.Equal(TimeSpan.FromSeconds(15), new ServiceNotifier(name => name == "WATCHDOG_USEC" ? "30000000" : null).WatchdogInterval);
        Assert.Null(new ServiceNotifier(name => name switch { "WATCHDOG_USEC" => "30000000", "WATCHDOG_PID" => "1", _ => null }).WatchdogInterval);
        Assert.Null(new ServiceNotifier(_ => null).WatchdogInterval);
    }

    [Fact]
    public void Nobody_listening_is_no_failure() =>
        new ServiceNotifier(name => name == "NOTIFY_SOCKET" ? Path.Combine(folder.Path, "nobody") : null).Ready("x");

    public void Dispose() => folder.Dispose();

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
