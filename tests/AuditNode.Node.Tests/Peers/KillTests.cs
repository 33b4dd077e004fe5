using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Ckks.Rlwe;
using AuditNode.Node.Peers;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Peers;

public class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_message_that_was_acknowledged_is_there_after_kill_9()
    {
        await using var run = await KillRun.StartAsync();
        List<byte[]> payloads = [];
        for (int sequence = 0; sequence < 5; sequence++)
        {
            payloads.Add(RandomNumberGenerator.GetBytes(100_000));
            using OutgoingMessage message = run.Message(sequence, payloads[^1]);
            await run.Sender.SendAsync(TestNode.AddressOf(2), message);
            await run.Receiver.KillAsync();
            await run.Receiver.StartAsync();
        }

        await run.Receiver.KillAsync();
        Assert.Equal(payloads, await run.ReadInboxAsync());
    }

    [Fact]
    public async Task A_receiver_killed_again_and_again_within_a_message_gets_it_whole()
    {
        const int length = 4_000_000;
        await using var run = await KillRun.StartAsync();
        byte[] payload = RandomNumberGenerator.GetBytes(length);
        using OutgoingMessage message = run.Message(0, payload);
        using RandomStream random = TestSeed.Stream("kills");
        using var ended = new CancellationTokenSource();
        long sent = 0;
        Task sending = run.Sender.SendAsync(TestNode.AddressOf(2), message, written: bytes => Interlocked.Add(ref sent, bytes));
        int kills = 0;
        for (long limit = Next(random, length / 5); kills < 5; limit += Next(random, length / 5))
        {
            // By bytes, not by time. They are counted request by request: the kill comes in the one after the limit, or between two.
            while (Interlocked.Read(ref sent) < limit && !sending.IsCompleted) await Task.Delay(1);
            if (sending.IsCompleted) break;
            await run.Receiver.KillAsync();
            kills++;
            await run.Receiver.StartAsync();
        }

        await sending;
        output.WriteLine($"{kills} kills, {sent} bytes sent for {length} {TestSeed.Describe()}");
        Assert.True(kills > 0, TestSeed.Describe());
        await run.Receiver.KillAsync();
        Assert.Equal(payload, Assert.Single(await run.ReadInboxAsync()));
    }

    private static long Next(RandomStream random, int below)
    {
        Span<byte> bytes = stackalloc byte[4];
        random.Fill(bytes);
        return BitConverter.ToUInt32(bytes) % (uint)below;
    }

    private sealed class KillRun : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly TestNode _clinic;

        private KillRun()
        {
            var registry = new MemoryRegistry();
            _clinic = new TestNode(1, registry, _folder.Path);
            Receiver = new ReceiverProcess(_folder.Path, _clinic.Certificate.Fingerprint);
            registry.Set(TestNode.AddressOf(2), Receiver.Fingerprint);
        }

        public ReceiverProcess Receiver { get; }

        public MessageSender Sender => _clinic.Sender;

        public static async Task<KillRun> StartAsync()
        {
            var run = new KillRun();
            await run.Receiver.StartAsync();
            await run._clinic.KnowAsync(TestNode.AddressOf(2), run.Receiver.Endpoint);
            return run;
        }

        public OutgoingMessage Message(long sequence, byte[] payload) => new(
            new WireHeader(new MessageAddress(TestPair.JobId, TestPair.From, TestPair.To, sequence), TestNode.AddressOf(1), TestNode.AddressOf(2), "data", payload.Length, Bytes32.FromBytes(SHA256.HashData(payload)), default),
            PayloadSource.FromMemory(payload));

        public async Task<List<byte[]>> ReadInboxAsync()
        {
            using var inbox = new MessageInbox(Receiver.Inbox, minimumFree: 0);
            List<byte[]> payloads = [];
            using var nothingMore = new CancellationTokenSource();
            for (long after = 0; ;)
            {
                ValueTask<InboxMessage> next = inbox.NextAsync(TestPair.JobId, TestPair.To, after, nothingMore.Token);
                if (!next.IsCompleted)
                {
                    // What is there is found without waiting.
                    await nothingMore.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
                    return payloads;
                }

                InboxMessage message = await next;
                payloads.Add((await message.ReadAsync()).Payload.ToArray());
                after = message.Id;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Receiver.DisposeAsync();
            await _clinic.DisposeAsync();
            _folder.Dispose();
        }
    }
}
