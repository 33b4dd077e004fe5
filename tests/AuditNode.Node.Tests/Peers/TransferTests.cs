using System.Security.Cryptography;
using AuditNode.Ckks.Rlwe;
using AuditNode.Node.Peers;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Peers;

public class TransferTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_message_arrives_as_it_was_sent_and_waits_until_it_is_taken()
    {
        await using TestPair pair = await TestPair.StartAsync();
        byte[] payload = RandomNumberGenerator.GetBytes(300_000);
        using (OutgoingMessage message = pair.Message(0, payload)) await pair.SendAsync(message);
        Assert.Equal(payload, await pair.ReceiveAsync());
        InboxMessage waiting = await pair.Insurer.Services.Inbox.NextAsync(TestPair.JobId, TestPair.To, 0);
        Assert.Equal(("data", TestPair.From, 0L), (waiting.Header.Kind, waiting.Header.Message.From, waiting.Header.Message.Sequence));
        pair.Insurer.Services.Inbox.MarkTaken(waiting);
        Assert.Empty(Directory.EnumerateFiles(pair.Folder.At("inbox2"), "*.message", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_message_for_which_the_disk_has_no_room_waits_until_it_has_and_is_no_offence_of_its_sender()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await pair.Insurer.StopAsync();
        pair.Insurer.ReopenInbox(minimumFree: long.MaxValue / 2);
        await pair.Insurer.ListenAsync();
        byte[] payload = RandomNumberGenerator.GetBytes(1000);
        WireHeader header = pair.Header(0, payload);
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        byte[] bytes = header.ToBytes();
        Assert.Equal(RefusalReason.StorageFailed, await raw.PostAsync(header.Message, [.. bytes, .. payload], WireHeader.DigestOf(bytes)));
        Assert.Empty(pair.Insurer.Log.Refusals);

        await pair.Insurer.StopAsync();
        pair.Insurer.ReopenInbox();
        await pair.Insurer.ListenAsync();
        pair.Clinic.Services.Directory.Watch(pair.Insurer.Institution, pair.Insurer.Endpoint);
        using (OutgoingMessage message = pair.Message(0, payload)) await pair.SendAsync(message);
        Assert.Equal(payload, await pair.ReceiveAsync());
    }

    [Fact]
    public async Task A_message_goes_on_where_the_connection_was_cut()
    {
        const int length = 2_000_000, cuts = 12, chunk = 64 << 10;
        await using TestPair pair = await TestPair.StartAsync(new AnyMessages(length));
        using RandomStream random = TestSeed.Stream("cuts");
        await using var proxy = new CuttingProxy(pair.Insurer.Endpoint, cuts, 400_000, random);
        pair.Clinic.Services.Directory.Watch(pair.Insurer.Institution, proxy.Endpoint);
        byte[] payload = RandomNumberGenerator.GetBytes(length);
        long sent = 0;
        using (OutgoingMessage message = pair.Message(0, payload))
            await pair.Clinic.Sender.SendAsync(pair.Insurer.Institution, message, written: bytes => Interlocked.Add(ref sent, bytes));
        output.WriteLine($"{proxy.Cuts} cuts, {sent} bytes sent for {length} {TestSeed.Describe()}");
        Assert.Equal(payload, await pair.ReceiveAsync());
        // Some connections are cut in the handshake or between requests; every cut costs a request at most.
        Assert.True(proxy.Cuts >= 3, $"only {proxy.Cuts} cuts {TestSeed.Describe()}");
        Assert.InRange(sent, length, length + (chunk * (cuts + 1)));
    }

    [Fact]
    public async Task A_receiver_that_starts_again_goes_on_with_what_it_has_on_disk()
    {
        await using TestPair pair = await TestPair.StartAsync();
        byte[] payload = RandomNumberGenerator.GetBytes(200_000);
        using OutgoingMessage message = pair.Message(0, payload);
        UploadState state = await pair.Clinic.Client.AppendAsync(pair.Insurer.Institution, message, 0, 100_000);
        Assert.Equal((100_000, false), (state.Offset, state.IsComplete));
        await pair.Insurer.StopAsync();
        pair.Insurer.ReopenInbox();
        await pair.Insurer.ListenAsync();
        pair.Clinic.Services.Directory.Watch(pair.Insurer.Institution, pair.Insurer.Endpoint);
        state = await pair.Clinic.Client.StateAsync(pair.Insurer.Institution, message.Header.Message);
        Assert.Equal((100_000, false, message.Digest), (state.Offset, state.IsComplete, state.Digest));
        await pair.Clinic.Client.AppendAsync(pair.Insurer.Institution, message, 100_000, (int)message.Length - 100_000);
        Assert.Equal(payload, await pair.ReceiveAsync());
    }

    [Fact]
    public async Task A_request_that_hangs_gives_way_to_the_next_one_of_its_sender()
    {
        await using TestPair pair = await TestPair.StartAsync();
        byte[] payload = RandomNumberGenerator.GetBytes(50_000);
        using OutgoingMessage message = pair.Message(0, payload);
        byte[] bytes = new byte[message.Length];
        await message.ReadAsync(0, bytes);
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        using var stalled = new StallingContent(bytes.AsMemory(0, 20_000), bytes.Length);
        Task hanging = raw.SendAsync(HttpMethod.Post, message.Header.Message.Path, stalled, message.Digest);
        // Sent is not received: only a request that the receiver is busy with can give way.
        await pair.Insurer.StoredAsync(20_000);
        await pair.SendAsync(message);
        Assert.Equal(payload, await pair.ReceiveAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => hanging);
    }

    [Fact]
    public async Task Messages_beyond_the_quota_wait_at_their_sender_until_others_are_taken()
    {
        await using TestPair pair = await TestPair.StartAsync(quota: 150_000);
        byte[][] payloads = [RandomNumberGenerator.GetBytes(100_000), RandomNumberGenerator.GetBytes(100_000)];
        using OutgoingMessage first = pair.Message(0, payloads[0]), second = pair.Message(1, payloads[1]);
        await pair.SendAsync(first);
        PeerRefusedException refusal = await Assert.ThrowsAsync<PeerRefusedException>(() => pair.Clinic.Client.AppendAsync(pair.Insurer.Institution, second, 0, (int)second.Length));
        Assert.Equal(RefusalReason.QuotaExceeded, refusal.Reason);
        Task waiting = pair.SendAsync(second);
        InboxMessage taken = await pair.Insurer.Services.Inbox.NextAsync(TestPair.JobId, TestPair.To, 0);
        pair.Insurer.Services.Inbox.MarkTaken(taken);
        await waiting;
        Assert.Equal(payloads[1], await pair.ReceiveAsync(taken.Id));
    }
}
