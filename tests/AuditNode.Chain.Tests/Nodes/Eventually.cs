namespace AuditNode.Chain.Tests.Nodes;

/// <summary>Waits for what another process or task brings about.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"It did not happen within {Patience}: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }
}
