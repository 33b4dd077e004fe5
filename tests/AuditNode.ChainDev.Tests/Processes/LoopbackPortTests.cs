using System.Net;
using System.Net.Sockets;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev.Tests.Processes;

public sealed class LoopbackPortTests
{
    [Fact]
    public void A_port_is_chosen_once()
    {
        var chosen = Enumerable.Range(0, 500).Select(_ => LoopbackPort.Choose()).ToList();
        Assert.Equal(chosen.Count, chosen.Distinct().Count());
        Assert.All(chosen, port => Assert.InRange(port, 20_000, 31_999));
    }

    [Fact]
    public void A_port_on_which_somebody_listens_is_not_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, LoopbackPort.Choose());
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.True(LoopbackPort.IsFree(port));
        listener.Start();
        Assert.False(LoopbackPort.IsFree(port));
        Assert.Equal(ChainDevError.PortTaken, Assert.Throws<ChainDevException>(() => LoopbackPort.Require(port, "a test")).Error);
    }
}
