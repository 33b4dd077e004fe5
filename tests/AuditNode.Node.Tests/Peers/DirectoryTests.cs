using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

public class DirectoryTests
{
    private static readonly Address Institution = TestNode.AddressOf(7);
    private static readonly Bytes32 Fingerprint = Keccak256.HashData("certificate"u8);
    private static readonly Uri Endpoint = new("https://127.0.0.1:4443");

    private readonly MemoryRegistry _registry = new();
    private readonly SetClock _clock = new();

    [Fact]
    public async Task An_institution_is_resolved_with_its_registered_fingerprint()
    {
        _registry.Set(Institution, Fingerprint);
        using PeerDirectory directory = Directory();
        Assert.Equal(new Peer(Institution, Endpoint, Fingerprint), await directory.ResolveAsync(Institution));
        Assert.True(directory.Admits(Fingerprint));
        Assert.False(directory.Admits(Bytes32.Zero));
    }

    [Fact]
    public async Task An_entry_counts_for_a_while_when_the_registry_cannot_be_read_and_then_no_more()
    {
        _registry.Set(Institution, Fingerprint);
        using PeerDirectory directory = Directory();
        await directory.ResolveAsync(Institution);
        _registry.IsUnreachable = true;
        _clock.Now += TimeSpan.FromMinutes(14);
        Assert.False(await directory.RefreshAsync());
        Assert.True(directory.Admits(Fingerprint));
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.False(directory.Admits(Fingerprint));
        PeerUnknownException refusal = await Assert.ThrowsAsync<PeerUnknownException>(() => directory.ResolveAsync(Institution).AsTask());
        Assert.Contains("too long ago", refusal.Message, StringComparison.Ordinal);
        _registry.IsUnreachable = false;
        Assert.NotNull(await directory.ResolveAsync(Institution));
    }

    [Theory]
    [InlineData(false, true, "not a member")]
    [InlineData(true, false, "no certificate")]
    public async Task Who_is_not_a_member_or_has_no_certificate_is_not_admitted(bool active, bool certified, string reason)
    {
        _registry.Set(Institution, certified ? Fingerprint : Bytes32.Zero, active);
        using PeerDirectory directory = Directory();
        PeerUnknownException refusal = await Assert.ThrowsAsync<PeerUnknownException>(() => directory.ResolveAsync(Institution).AsTask());
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_fingerprint_is_announced()
    {
        _registry.Set(Institution, Fingerprint);
        using PeerDirectory directory = Directory();
        await directory.RefreshAsync();
        var changed = new List<Address>();
        directory.Changed += changed.Add;
        await directory.RefreshAsync();
        Assert.Empty(changed);
        _registry.Set(Institution, Keccak256.HashData("another"u8));
        await directory.RefreshAsync();
        Assert.Equal([Institution], changed);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4443")]
    [InlineData("https://127.0.0.1:4443/path")]
    [InlineData("https://user@127.0.0.1:4443")]
    public void An_endpoint_that_is_no_https_address_is_refused(string endpoint)
    {
        using var directory = new PeerDirectory(_registry, _clock);
        Assert.Throws<ArgumentException>(() => directory.Watch(Institution, new Uri(endpoint)));
    }

    [Fact]
    public async Task Refusals_of_a_hostile_peer_are_all_counted_and_few_are_written()
    {
        var log = new MemoryRefusalLog();
        var recorder = new RefusalRecorder(log, _clock);
        for (int i = 0; i < 1000; i++)
            await recorder.RecordAsync(new Refusal(_clock.Now, RefusalReason.UnknownCertificate, "test") { Fingerprint = Keccak256.HashData(BitConverter.GetBytes(i)) });
        Assert.Equal(1000, recorder.Counts[RefusalReason.UnknownCertificate]);
        Assert.Equal(10, log.Refusals.Count);
        _clock.Now += TimeSpan.FromMinutes(7);
        await recorder.RecordAsync(new Refusal(_clock.Now, RefusalReason.UnknownCertificate, "test"));
        Assert.Equal(990, log.Refusals.Last().Unwritten);
    }

    [Fact]
    public void Every_reason_has_a_code_that_is_read_back()
    {
        foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
            Assert.True(RefusalReasons.TryParse(reason.ToCode(), out RefusalReason read) && read == reason);
        Assert.Equal("record-of-another-job", RefusalReason.RecordOfAnotherJob.ToCode());
    }

    private PeerDirectory Directory()
    {
        var directory = new PeerDirectory(_registry, _clock);
        directory.Watch(Institution, Endpoint);
        return directory;
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
