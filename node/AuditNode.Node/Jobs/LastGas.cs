using AuditNode.Chain.Sending;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Gas for the last consent and the last result of a job, which change its state as well. Whether one is the last is decided in the block that
/// takes it: two institutions that send at a time both see the other one missing when they estimate.
/// </summary>
internal static class LastGas
{
    /// <summary>
    /// What the last one costs more: a state, a time and a result that are stored anew, two events, and the results of 16 data holders
    /// (docs/contracts.md: 31,807 for two, and 2,600 for each further one).
    /// </summary>
    public const ulong Allowance = 100_000;

    /// <summary>Sends with the estimate and the allowance.</summary>
    /// <param name="estimate">Gas as of now.</param>
    /// <param name="send">Sends with a limit.</param>
    public static async Task<PendingTransaction> SendAsync(Task<ulong> estimate, Func<ulong, Task<PendingTransaction>> send) =>
        await send(await estimate.ConfigureAwait(false) + Allowance).ConfigureAwait(false);
}
