using System.CommandLine;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>How every command ends: an exit code, and for each thing that is wrong a line on standard error that names the fix.</summary>
internal static class CommandGuard
{
    /// <summary>Exit code of a command that was interrupted before it had a result, as shells have it for SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Gives a command its action.</summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, Task> action) =>
        command.Does(async (arguments, cancellationToken) =>
        {
            await action(arguments, cancellationToken).ConfigureAwait(false);
            return 0;
        });

    /// <summary>Gives a command its action, which has an exit code.</summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction((arguments, cancellationToken) => RunAsync(() => action(arguments, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>Gives a command of audit or ledger its action; failures have the exit codes of <see cref="AuditExit"/>.</summary>
    public static Command Audits(this Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction((arguments, cancellationToken) => RunAsync(() => action(arguments, cancellationToken), cancellationToken, AuditExit.Of));
        return command;
    }

    /// <summary>Says what is wrong.</summary>
    public static int Fail(NodeException failure, Func<NodeError, int>? codeOf = null)
    {
        foreach (var line in failure.Message.Split('\n'))
            Console.Error.WriteLine($"error: {line}");
        return codeOf?.Invoke(failure.Error) ?? (int)failure.Error;
    }

    private static async Task<int> RunAsync(Func<Task<int>> action, CancellationToken cancellationToken, Func<NodeError, int>? codeOf = null)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception e) when (Failures.Explain(e) is { } known)
        {
            return Fail(known, codeOf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(new NodeException(NodeError.Files, $"{e.Message.ReplaceLineEndings(" ")} Check the path, its owner and the room on the disk.", e), codeOf);
        }
        catch (Exception e)
        {
            // A defect: the type and place help whoever mends it, the message may hold anything.
            return Fail(new NodeException(NodeError.Unexpected,
                $"{e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}: {e.Message.ReplaceLineEndings(" ")} This is a defect; please report it."), codeOf);
        }
    }
}
