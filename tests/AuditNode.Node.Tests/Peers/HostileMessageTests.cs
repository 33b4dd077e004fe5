using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

public class HostileMessageTests
{
    private static readonly byte[] Body = RandomNumberGenerator.GetBytes(10_000);

    [Fact]
    public async Task HTTP_1_1_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        await Assert.ThrowsAsync<HttpRequestException>(
            () => raw.SendAsync(HttpMethod.Head, pair.Header(0, default).Message.Path, version: HttpVersion.Version11));
    }

    [Fact]
    public async Task TLS_1_2_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate, SslProtocols.Tls12);
        HttpRequestException refusal = await Assert.ThrowsAsync<HttpRequestException>(() => raw.SendAsync(HttpMethod.Head, pair.Header(0, default).Message.Path));
        Assert.Equal(HttpRequestError.SecureConnectionError, refusal.HttpRequestError);
    }

    [Fact]
    public async Task Garbage_is_refused_and_recorded_with_its_sender()
    {
        await using TestPair pair = await TestPair.StartAsync();
        Assert.Equal(RefusalReason.Malformed, await PostAsync(pair, RandomNumberGenerator.GetBytes(5000)));
        Refusal refusal = Assert.Single(pair.Insurer.Log.Refusals);
        Assert.Equal((RefusalReason.Malformed, pair.Clinic.Institution), (refusal.Reason, refusal.Institution));
        Assert.True(IPAddress.IsLoopback(refusal.Remote!));
    }

    [Fact]
    public async Task A_header_that_is_cut_off_at_any_byte_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        byte[] header = pair.Header(0, Body).ToBytes();
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        for (int length = 1; length < header.Length; length++)
            Assert.Equal(RefusalReason.Malformed, await raw.PostAsync(pair.Header(0, Body).Message, header[..length], WireHeader.DigestOf(header)));
        Assert.Equal(UploadState.Nothing, await pair.Clinic.Client.StateAsync(pair.Insurer.Institution, pair.Header(0, Body).Message));
    }

    [Fact]
    public async Task A_header_with_any_bit_flipped_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync(new AnyMessages(Body.Length));
        byte[] header = pair.Header(0, Body).ToBytes();
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        // Under the digest of the changed header: what protects is what the header says, not that it is unchanged.
        for (int i = 0; i < header.Length; i++)
        {
            byte[] changed = [.. header, .. Body];
            changed[i] ^= (byte)(1 << (i % 8));
            RefusalReason? refusal = await raw.PostAsync(pair.Header(0, Body).Message, changed, WireHeader.DigestOf(changed.AsSpan(0, header.Length)));
            Assert.True(refusal is not null || !await IsTakenAsync(pair, 0), $"byte {i}");
        }
    }

    [Fact]
    public async Task A_message_longer_than_its_kind_allows_is_refused_before_its_payload_is_stored()
    {
        await using TestPair pair = await TestPair.StartAsync(new AnyMessages(9_999));
        Assert.Equal(RefusalReason.TooLong, await SendAsync(pair, pair.Message(0, Body)));
        Assert.Empty(Directory.EnumerateFiles(pair.Folder.At("inbox2"), "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task More_bytes_than_the_header_says_are_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        byte[] header = pair.Header(0, Body).ToBytes();
        Assert.Equal(RefusalReason.TooManyBytes, await PostAsync(pair, [.. header, .. Body, 1], WireHeader.DigestOf(header)));
        Assert.False(await IsTakenAsync(pair, 0));
    }

    [Fact]
    public async Task Other_bytes_than_those_of_the_digest_are_refused_and_forgotten()
    {
        await using TestPair pair = await TestPair.StartAsync();
        byte[] header = pair.Header(0, Body).ToBytes(), changed = [.. Body];
        changed[5000] ^= 1;
        Assert.Equal(RefusalReason.WrongDigest, await PostAsync(pair, [.. header, .. changed], WireHeader.DigestOf(header)));
        Assert.Equal(UploadState.Nothing, await pair.Clinic.Client.StateAsync(pair.Insurer.Institution, pair.Header(0, Body).Message));
        await pair.SendAsync(pair.Message(0, Body));
    }

    [Fact]
    public async Task A_repeated_message_is_acknowledged_again_and_delivered_once()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using OutgoingMessage message = pair.Message(0, Body);
        await pair.SendAsync(message);
        await pair.SendAsync(message);
        InboxMessage taken = await pair.Insurer.Services.Inbox.NextAsync(TestPair.JobId, TestPair.To, 0);
        pair.Insurer.Services.Inbox.MarkTaken(taken);
        await pair.SendAsync(message); // stale: long taken
        await pair.SendAsync(pair.Message(1, [1, 2, 3]));
        Assert.Equal(1, (await pair.Insurer.Services.Inbox.NextAsync(TestPair.JobId, TestPair.To, 0)).Header.Message.Sequence);
    }

    [Fact]
    public async Task Another_message_under_a_number_that_was_taken_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await pair.SendAsync(pair.Message(0, Body));
        Assert.Equal(RefusalReason.Conflict, await SendAsync(pair, pair.Message(0, [1, 2, 3])));
        Assert.Equal(Body, await pair.ReceiveAsync());
    }

    [Fact]
    public async Task A_message_before_its_turn_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        Assert.Equal(RefusalReason.SequenceGap, await SendAsync(pair, pair.Message(1, Body)));
    }

    [Fact]
    public async Task Bytes_that_do_not_go_on_where_others_end_are_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using OutgoingMessage message = pair.Message(0, Body);
        byte[] bytes = new byte[message.Length];
        await message.ReadAsync(0, bytes);
        Assert.Equal(RefusalReason.WrongOffset, await PostAsync(pair, bytes[100..], message.Digest, 100));
        Assert.Null(await PostAsync(pair, bytes[..5000], message.Digest));
        Assert.Equal(RefusalReason.WrongOffset, await PostAsync(pair, bytes[4999..], message.Digest, 4999));
        Assert.Equal(RefusalReason.WrongOffset, await PostAsync(pair, bytes[5000..], Keccak256.HashData([1]), 5000));
        Assert.Null(await PostAsync(pair, bytes[5000..], message.Digest, 5000));
        Assert.Equal(Body, await pair.ReceiveAsync());
    }

    [Fact]
    public async Task Jobs_parties_and_kinds_that_are_not_agreed_are_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        WireHeader good = pair.Header(0, Body);
        MessageAddress address = good.Message;
        Assert.Equal(RefusalReason.UnknownJob, await SendAsync(pair, good with { Message = address with { JobId = Keccak256.HashData([1]) } }));
        Assert.Equal(RefusalReason.WrongSender, await SendAsync(pair, good with { Message = address with { From = "insurer", To = "clinic" } }));
        Assert.Equal(RefusalReason.WrongSender, await SendAsync(pair, good with { Message = address with { From = "nobody" } }));
        Assert.Equal(RefusalReason.WrongReceiver, await SendAsync(pair, good with { Message = address with { To = "nobody" } }));
        Assert.Equal(RefusalReason.WrongSender, await SendAsync(pair, good with { Sender = pair.Insurer.Institution }));
        Assert.Equal(RefusalReason.WrongReceiver, await SendAsync(pair, good with { Receiver = pair.Clinic.Institution }));
        Assert.Equal(RefusalReason.WrongKind, await SendAsync(pair, good with { Kind = "secret.key" }));
    }

    [Fact]
    public async Task A_header_of_another_job_or_number_than_the_request_is_refused()
    {
        await using TestPair pair = await TestPair.StartAsync();
        foreach (MessageAddress other in (MessageAddress[])[pair.Header(1, Body).Message, pair.Header(0, Body).Message with { JobId = Keccak256.HashData([1]) }])
        {
            byte[] header = (pair.Header(0, Body) with { Message = other }).ToBytes();
            Assert.Equal(RefusalReason.Malformed, await PostAsync(pair, [.. header, .. Body], WireHeader.DigestOf(header)));
        }
    }

    [Theory]
    [InlineData("GET", "/", RefusalReason.BadRequest)]
    [InlineData("PUT", null, RefusalReason.BadRequest)]
    [InlineData("HEAD", "/v1/jobs/00/clinic/insurer/0", RefusalReason.BadRequest)]
    public async Task Other_requests_are_refused(string method, string? path, RefusalReason reason)
    {
        await using TestPair pair = await TestPair.StartAsync();
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        Assert.Equal(reason, (await raw.SendAsync(new HttpMethod(method), path ?? pair.Header(0, default).Message.Path)).Refusal);
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_refused_and_what_came_is_kept()
    {
        var clock = new StandingClock();
        await using TestPair pair = await TestPair.StartAsync(
            server: options => options with { BodyGracePeriod = TimeSpan.FromSeconds(2), MinimumBodyRate = 100_000 }, receivers: clock);
        using OutgoingMessage message = pair.Message(0, Body);
        byte[] bytes = new byte[message.Length];
        await message.ReadAsync(0, bytes);
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        using var stalling = new StallingContent(bytes.AsMemory(0, 6000), bytes.Length);
        Task<(HttpStatusCode Status, RefusalReason? Refusal)> slow = raw.SendAsync(HttpMethod.Post, message.Header.Message.Path, stalling, message.Digest);
        await pair.Insurer.StoredAsync(6000);
        // Again and again: the receiver may not wait for the next byte yet.
        for (; !slow.IsCompleted; await Task.Delay(5)) clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalReason.TooSlow, (await slow).Refusal);
        Assert.Equal(1, pair.Insurer.Refused(RefusalReason.TooSlow));
        Assert.Equal(6000, (await pair.Clinic.Client.StateAsync(pair.Insurer.Institution, message.Header.Message)).Offset);
        await pair.SendAsync(message);
        Assert.Equal(Body, await pair.ReceiveAsync());
    }

    [Fact]
    public async Task A_peer_gets_no_more_connections_than_allowed()
    {
        await using TestPair pair = await TestPair.StartAsync(server: options => options with { ConnectionsPerPeer = 2 });
        string path = pair.Header(0, default).Message.Path;
        using RawPeer first = new(pair.Insurer.Endpoint, pair.Clinic.Certificate), second = new(pair.Insurer.Endpoint, pair.Clinic.Certificate), third = new(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        Assert.Null((await first.SendAsync(HttpMethod.Head, path)).Refusal);
        Assert.Null((await second.SendAsync(HttpMethod.Head, path)).Refusal);
        await Assert.ThrowsAsync<HttpRequestException>(() => third.SendAsync(HttpMethod.Head, path));
        Assert.True(pair.Insurer.Refused(RefusalReason.TooManyConnections) >= 1);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_remedy()
    {
        await using TestPair pair = await TestPair.StartAsync();
        await using var other = new TestNode(3, new MemoryRegistry(), pair.Folder.Path);
        PeerServerException refusal = await Assert.ThrowsAsync<PeerServerException>(() => other.ListenAsync(port: pair.Insurer.Endpoint.Port));
        Assert.Contains($"Port {pair.Insurer.Endpoint.Port} of 127.0.0.1 is taken", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> IsTakenAsync(TestPair pair, long sequence) =>
        (await pair.Clinic.Client.StateAsync(pair.Insurer.Institution, pair.Header(sequence, default).Message)).IsComplete;

    private static async Task<RefusalReason?> PostAsync(TestPair pair, byte[] bytes, Bytes32? digest = null, long offset = 0)
    {
        using var raw = new RawPeer(pair.Insurer.Endpoint, pair.Clinic.Certificate);
        return await raw.PostAsync(pair.Header(0, default).Message, bytes, digest, offset);
    }

    private static Task<RefusalReason?> SendAsync(TestPair pair, WireHeader header) => SendAsync(pair, new OutgoingMessage(header, PayloadSource.FromMemory(Body)));

    private static async Task<RefusalReason?> SendAsync(TestPair pair, OutgoingMessage message)
    {
        try
        {
            await pair.Clinic.Client.AppendAsync(pair.Insurer.Institution, message, 0, (int)message.Length);
            return null;
        }
        catch (PeerRefusedException e)
        {
            return e.Reason;
        }
    }
}
