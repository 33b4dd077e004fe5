using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;
using AuditNode.Engine.Tests.Data;

namespace AuditNode.Engine.Tests.Release;

public class ReleaseCounterTests
{
    private const string Name = ReleaseScheme.JournalName;

    private static readonly byte[] s_key = ReleaseScheme.Sha256("key"u8);
    private static readonly FloodingBudget s_budget = new(3);

    public static TheoryData<int, bool> Faults
    {
        get
        {
            var faults = new TheoryData<int, bool>();
            for (int write = 0; write < 6; write++)
            {
                faults.Add(write, false);
                faults.Add(write, true);
            }

            return faults;
        }
    }

    [Fact]
    public async Task The_same_request_gets_the_same_release_and_counts_once()
    {
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(new MemoryCheckpointStore(), Name, s_key, s_budget);
        IReadOnlyList<BigInteger> first = await counter.ReleaseAsync(Request(1), Draw, default);
        Assert.Equal(first, await counter.ReleaseAsync(Request(1), _ => throw new InvalidOperationException("Drawn again."), default));
        Assert.NotEqual(first, await counter.ReleaseAsync(Request(2), Draw, default));
        Assert.Equal((2, 1), (counter.Count, counter.Remaining));
    }

    [Fact]
    public async Task Attack2_Beyond_the_budget_nothing_is_drawn_and_earlier_releases_stay_available_also_after_a_restart()
    {
        var store = new MemoryCheckpointStore();
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(store, Name, s_key, s_budget);
        var released = new List<IReadOnlyList<BigInteger>>();
        for (byte i = 0; i < 3; i++) released.Add(await counter.ReleaseAsync(Request(i), Draw, default));
        for (int restart = 0; restart < 2; restart++)
        {
            Assert.Equal(0, counter.Remaining);
            var error = await Assert.ThrowsAsync<ReleaseBudgetExceededException>(async () =>
                await counter.ReleaseAsync(Request(3), _ => throw new InvalidOperationException("Drawn."), default));
            Assert.Equal(3, error.MaximumReleases);
            for (byte i = 0; i < 3; i++) Assert.Equal(released[i], await counter.ReleaseAsync(Request(i), Draw, default));
            counter = await ReleaseCounter.OpenAsync(store, Name, s_key, s_budget);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_crash_at_any_write_never_draws_other_noise_for_the_same_request(int write, bool afterwards)
    {
        var store = new MemoryCheckpointStore();
        await ReleaseCounter.CreateAsync(store, Name, s_key, s_budget);
        var drawn = new Dictionary<string, List<IReadOnlyList<BigInteger>>>();
        var returned = new Dictionary<byte, IReadOnlyList<BigInteger>>();
        ReleaseCounter counter = await ReleaseCounter.OpenAsync(new FaultyStore(store, write, afterwards), Name, s_key, s_budget);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                for (byte i = 0; i < 3; i++)
                {
                    IReadOnlyList<BigInteger> release = await counter.ReleaseAsync(Request(i), random => Record(i, random), default);
                    if (returned.TryGetValue(i, out IReadOnlyList<BigInteger>? earlier)) Assert.Equal(earlier, release);
                    returned[i] = release;
                }
            }
            catch (IOException)
            {
                Assert.Equal(0, attempt);
            }

            counter = await ReleaseCounter.OpenAsync(store, Name, s_key, s_budget);
        }

        Assert.Equal(3, returned.Count);
        Assert.Equal(0, counter.Remaining);
        Assert.All(drawn.Values, draws => Assert.All(draws, d => Assert.Equal(draws[0], d)));

        IReadOnlyList<BigInteger> Record(byte request, RandomStream random)
        {
            IReadOnlyList<BigInteger> integers = Draw(random);
            if (!drawn.TryGetValue($"{request}", out List<IReadOnlyList<BigInteger>>? draws)) drawn.Add($"{request}", draws = []);
            draws.Add(integers);
            return integers;
        }
    }

    [Fact]
    public async Task A_draw_that_fails_is_counted_and_repeated_with_the_same_noise()
    {
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(new MemoryCheckpointStore(), Name, s_key, s_budget);
        IReadOnlyList<BigInteger>? drawn = null;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await counter.ReleaseAsync(Request(1), random =>
        {
            drawn = Draw(random);
            throw new InvalidOperationException("Out of memory.");
        }, default));
        Assert.Equal(1, counter.Count);
        Assert.Equal(drawn, await counter.ReleaseAsync(Request(1), Draw, default));
    }

    [Fact]
    public async Task Concurrent_requests_take_turns()
    {
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(new MemoryCheckpointStore(), Name, s_key, new FloodingBudget(4));
        Task<IReadOnlyList<BigInteger>>[] tasks =
            [.. Enumerable.Range(0, 32).Select(i => Task.Run(async () => await counter.ReleaseAsync(Request((byte)(i % 4)), Draw, default)))];
        IReadOnlyList<BigInteger>[] released = await Task.WhenAll(tasks);
        for (int i = 0; i < released.Length; i++) Assert.Equal(released[i % 4], released[i]);
        Assert.Equal(4, counter.Count);
    }

    [Fact]
    public async Task Releases_survive_in_files()
    {
        using var folder = new TemporaryFolder();
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(new FileCheckpointStore(folder.Path), Name, s_key, s_budget);
        IReadOnlyList<BigInteger> released = await counter.ReleaseAsync(Request(1), Draw, default);
        counter = await ReleaseCounter.OpenAsync(new FileCheckpointStore(folder.Path), Name, s_key, s_budget);
        Assert.Equal(released, counter.Find(Request(1)));
        Assert.Equal(1, counter.Count);
    }

    [Fact]
    public async Task A_journal_is_not_begun_twice_nor_opened_where_there_is_none_nor_with_another_key_or_budget()
    {
        var store = new MemoryCheckpointStore();
        await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.OpenAsync(store, Name, s_key, s_budget));
        await ReleaseCounter.CreateAsync(store, Name, s_key, s_budget);
        await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.CreateAsync(store, Name, s_key, s_budget));
        await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.OpenAsync(store, Name, ReleaseScheme.Sha256("other"u8), s_budget));
        await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.OpenAsync(store, Name, s_key, new FloodingBudget(4)));
        await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.OpenAsync(store, Name, s_key, new FloodingBudget(3, 20)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await ReleaseCounter.OpenAsync(store, Name, new byte[31], s_budget));
    }

    [Fact]
    public async Task Every_changed_byte_and_every_truncation_of_a_journal_is_refused()
    {
        var store = new MemoryCheckpointStore();
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(store, Name, s_key, s_budget);
        await counter.ReleaseAsync(Request(1), Draw, default);
        byte[] bytes = (await store.ReadAsync(Name))!.Value.ToArray();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            await store.WriteAsync(Name, changed);
            await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.OpenAsync(store, Name, s_key, s_budget));
            await store.WriteAsync(Name, bytes.AsMemory(0, i));
            await Assert.ThrowsAsync<StorageException>(async () => await ReleaseCounter.OpenAsync(store, Name, s_key, s_budget));
        }
    }

    [Fact]
    public async Task The_seed_of_a_release_is_gone_once_the_release_is_stored()
    {
        var store = new MemoryCheckpointStore();
        byte[] seed = ReleaseScheme.Sha256("seed"u8);
        ReleaseCounter counter = await ReleaseCounter.CreateAsync(store, Name, s_key, s_budget, s => seed.CopyTo(s), default);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await counter.ReleaseAsync(Request(1), _ => throw new InvalidOperationException(), default));
        Assert.True((await store.ReadAsync(Name))!.Value.Span.IndexOf(seed) > 0);
        await counter.ReleaseAsync(Request(1), Draw, default);
        Assert.Equal(-1, (await store.ReadAsync(Name))!.Value.Span.IndexOf(seed));
    }

    private static byte[] Request(byte number) => ReleaseScheme.Sha256([number]);

    private static BigInteger[] Draw(RandomStream random) =>
        [.. Enumerable.Range(0, 5).Select(_ => ExactDiscreteGaussian.Sample(random, BigInteger.One << 80, BigInteger.One))];
}
