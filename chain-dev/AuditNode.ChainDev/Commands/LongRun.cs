using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Contracts;

namespace AuditNode.ChainDev.Commands;

/// <summary>Commands that run until somebody stops them, and how every command ends.</summary>
internal static class LongRun
{
    /// <summary>Exit code of a command that was interrupted before it had a result, as shells have it for SIGINT.</summary>
    public const int Interrupted = 130;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for Ctrl-C or SIGTERM.</summary>
    /// <exception cref="ChainDevException">What runs ended by itself.</exception>
    /// <param name="name">What runs.</param>
    /// <param name="log">Where it writes what it does.</param>
    /// <param name="isRunning">Whether it still does.</param>
    /// <param name="cancellationToken">Says that it is to stop.</param>
    public static async Task WaitAsync(string name, string log, Func<bool> isRunning, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("Running; Ctrl-C stops it.").ConfigureAwait(false);
        while (!cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C in a terminal reaches the clients as well: one that ends at that moment is no failure.
            if (!isRunning() && !await IsStoppingAsync(cancellationToken).ConfigureAwait(false))
                throw new ChainDevException(ChainDevError.Client, $"{name} ended by itself; see {log}.");
            await IsStoppingAsync(cancellationToken).ConfigureAwait(false);
        }
        await Console.Error.WriteLineAsync("Stopping.").ConfigureAwait(false);
    }

    /// <summary>Runs a command and turns its failure into one line on standard error and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task> command, CancellationToken cancellationToken)
    {
        try
        {
            await command().ConfigureAwait(false);
            return 0;
        }
        catch (ChainDevException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
            return (int)e.Error;
        }
        catch (Exception e) when (e is RpcException or ContractRevertedException or ContractNotFoundException or WrongChainException
            or FeeCapException or TransactionRejectedException or TransactionReplacedException or TransactionTimeoutException)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message.ReplaceLineEndings(" ")}").ConfigureAwait(false);
            return (int)ChainDevError.Chain;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    private static async Task<bool> IsStoppingAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Poll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cancellationToken.IsCancellationRequested;
    }
}
