using AuditNode.Engine.Protocols;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

public class TransportTests
{
    [Fact]
    public async Task Messages_arrive_in_order_and_are_counted_with_their_framing()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await using PeerTransport clinic = Open(pair, pair.Clinic, TestPair.From), insurer = Open(pair, pair.Insurer, TestPair.To);
        for (int i = 0; i < 20; i++) await clinic.SendAsync(Envelope(i, 1000));
        for (int i = 0; i < 20; i++) Assert.Equal(i, (await insurer.ReceiveAsync()).Sequence);
        await clinic.FinishAsync();
        Traffic sent = clinic.Sent.ByKind["data"];
        Assert.Equal(20, sent.Messages);
        Assert.InRange(sent.Bytes, 20 * 1000, 20 * 1400);
        Assert.True(pair.Clinic.Services.Traffic.ByPeer[pair.Insurer.Institution].Sent > sent.Bytes);
        Assert.True(pair.Insurer.Services.Traffic.ByPeer[pair.Clinic.Institution].Received > sent.Bytes);
    }

    [Fact]
    public async Task A_message_is_sent_again_until_its_receiver_is_there()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await pair.Insurer.StopAsync();
        await using PeerTransport clinic = Open(pair, pair.Clinic, TestPair.From), insurer = Open(pair, pair.Insurer, TestPair.To);
        await clinic.SendAsync(Envelope(0, 10));
        while (clinic.Links[0].Failures < 2) await Task.Delay(5);
        Assert.Equal(("insurer", 1, false), (clinic.Links[0].To, clinic.Links[0].Waiting, clinic.Links[0].IsRefused));
        Assert.NotNull(clinic.Links[0].FailingSince);
        // On another port: somebody may have taken the one that was free meanwhile.
        await pair.Insurer.ListenAsync();
        pair.Clinic.Services.Directory.Watch(pair.Insurer.Institution, pair.Insurer.Endpoint);
        Assert.Equal(0, (await insurer.ReceiveAsync()).Sequence);
        await clinic.FinishAsync();
        Assert.Equal(new LinkStatus("insurer", 0, 0, 0, null, null, false), clinic.Links[0]);
    }

    [Fact]
    public async Task A_message_that_was_not_taken_is_delivered_again_after_a_restart()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await using PeerTransport clinic = Open(pair, pair.Clinic, TestPair.From);
        await clinic.SendAsync(Envelope(0, 10));
        await clinic.SendAsync(Envelope(1, 10));
        await using (PeerTransport first = Open(pair, pair.Insurer, TestPair.To))
        {
            Assert.Equal(0, (await first.ReceiveAsync()).Sequence);
            Assert.Equal(1, (await first.ReceiveAsync()).Sequence);
        }

        await using PeerTransport again = Open(pair, pair.Insurer, TestPair.To);
        Assert.Equal(1, (await again.ReceiveAsync()).Sequence);
    }

    [Fact]
    public async Task A_message_that_its_party_refuses_is_recorded_and_may_come_again()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await using PeerTransport insurer = Open(pair, pair.Insurer, TestPair.To);
        await using (PeerTransport clinic = Open(pair, pair.Clinic, TestPair.From))
        {
            await clinic.SendAsync(Envelope(0, 10));
            Envelope envelope = await insurer.ReceiveAsync();
            await insurer.RefuseAsync(envelope, new UnexpectedMessageException(envelope, "not now."));
            await clinic.FinishAsync();
        }

        Assert.Equal(1, pair.Insurer.Refused(RefusalReason.ProtocolRefused));
        await using PeerTransport later = Open(pair, pair.Clinic, TestPair.From);
        await later.SendAsync(Envelope(0, 10));
        Assert.Equal(0, (await insurer.ReceiveAsync()).Sequence);
    }

    [Fact]
    public async Task A_message_that_is_refused_for_good_ends_the_wait_of_its_sender()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await using PeerTransport clinic = Open(pair, pair.Clinic, TestPair.From), insurer = Open(pair, pair.Insurer, TestPair.To);
        await clinic.SendAsync(Engine.Protocols.Envelope.Create(TestPair.From, TestPair.To, "unheard.of", 0, new byte[10]));
        PeerRefusedException refusal = await Assert.ThrowsAsync<PeerRefusedException>(() => clinic.ReceiveAsync().AsTask());
        Assert.Equal(RefusalReason.WrongKind, refusal.Reason);
        Assert.True(clinic.Links[0].IsRefused);
        await Assert.ThrowsAsync<PeerRefusedException>(() => clinic.FinishAsync());
    }

    [Fact]
    public async Task A_job_that_is_over_is_forgotten()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await pair.SendAsync(pair.Message(0, new byte[100]));
        pair.Insurer.Services.Jobs.Close(TestPair.JobId);
        await pair.Insurer.Services.Inbox.RemoveJobAsync(TestPair.JobId);
        Assert.Empty(Directory.EnumerateDirectories(pair.Folder.At("inbox2")));
    }

    private static Envelope Envelope(long sequence, int length) =>
        Engine.Protocols.Envelope.Create(TestPair.From, TestPair.To, "data", sequence, new byte[length]);

    private static PeerTransport Open(TestPair pair, TestNode node, string party) => new(pair.Job(party, new AnyMessages()), node.Services, node.Client);
}
