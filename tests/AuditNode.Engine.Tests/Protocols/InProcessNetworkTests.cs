using AuditNode.Engine.Protocols;

namespace AuditNode.Engine.Tests.Protocols;

public class InProcessNetworkTests
{
    [Fact]
    public async Task Messages_arrive_in_order_and_are_counted_by_kind()
    {
        using var network = new InProcessNetwork(["a", "b"]);
        ITransport a = network.Connect("a"), b = network.Connect("b");
        for (int i = 0; i < 3; i++) await a.SendAsync(Envelope.Create("a", "b", i == 2 ? "second" : "first", i, new byte[10 + i]));
        for (int i = 0; i < 3; i++) Assert.Equal(i, (await b.ReceiveAsync()).Sequence);
        Assert.Equal(new Traffic(2, 21), network.Traffic.ByKind["first"]);
        Assert.Equal(new Traffic(3, 33), network.Traffic.Total);
        Assert.Equal(new Traffic(3, 33), a.Sent.Total);
        Assert.Equal(default, b.Sent.Total);
        Assert.Equal(TimeSpan.Zero, network.TransferTime);
    }

    [Fact]
    public async Task A_party_cannot_send_for_another()
    {
        using var network = new InProcessNetwork(["a", "b"]);
        await Assert.ThrowsAsync<ArgumentException>(async () => await network.Connect("a").SendAsync(Envelope.Create("b", "a", "kind", 0, default)));
    }

    [Fact]
    public async Task Virtual_time_is_bandwidth_and_delay()
    {
        var profile = new NetworkProfile("test", "100 Mbit/s, 20 ms", 100, 20, 0, 0);
        using var network = new InProcessNetwork(["a", "b"], profile);
        ITransport a = network.Connect("a"), b = network.Connect("b");
        await a.SendAsync(Envelope.Create("a", "b", "large", 0, new byte[1_460_000]));
        await b.ReceiveAsync();
        await b.SendAsync(Envelope.Create("b", "a", "small", 0, new byte[1_460]));
        await a.ReceiveAsync();
        // 1,000 packets and one of 1,538 bytes each, and two delays.
        Assert.Equal(1001 * 1538 * 8 / 100_000.0 + 40, network.TransferTime.TotalMilliseconds, 0.01);
    }

    [Fact]
    public async Task Messages_of_a_burst_pay_the_delay_once()
    {
        using var network = new InProcessNetwork(["a", "b"], new NetworkProfile("test", "", 1000, 100, 0, 0));
        ITransport a = network.Connect("a"), b = network.Connect("b");
        for (int i = 0; i < 10; i++) await a.SendAsync(Envelope.Create("a", "b", "kind", i, new byte[1000]));
        for (int i = 0; i < 10; i++) await b.ReceiveAsync();
        Assert.InRange(network.TransferTime.TotalMilliseconds, 100, 101);
    }

    [Fact]
    public async Task Lost_packets_cost_bandwidth_and_round_trips_and_jitter_is_the_same_every_time()
    {
        double[] times = new double[2];
        for (int i = 0; i < 2; i++)
        {
            using var network = new InProcessNetwork(["a", "b"], NetworkProfile.Named("ccwan50"));
            await network.Connect("a").SendAsync(Envelope.Create("a", "b", "kind", 0, new byte[14_600_000]));
            await network.Connect("b").ReceiveAsync();
            times[i] = network.TransferTime.TotalMilliseconds;
        }

        // 10,000 packets, of which 50 are lost and none twice: 2.48 s, 150 ms, a round trip, and at most 25 ms of jitter.
        Assert.InRange(times[0], 2460 + 450 - 25, 2480 + 450 + 25);
        Assert.Equal(times[0], times[1]);
    }

    [Fact]
    public void The_papers_ten_networks_are_found_by_name()
    {
        Assert.Equal(10, NetworkProfile.PaperTable1.Count);
        Assert.Equal(50, NetworkProfile.Named("ccWAN50").BandwidthMbps);
        Assert.Contains("LAN10000", Assert.Throws<ArgumentException>(() => NetworkProfile.Named("moon")).Message, StringComparison.Ordinal);
    }
}
