using AuditNode.Chain;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using Spectre.Console;

namespace AuditNode.Node.Commands;

/// <summary>Waits for the end of a job; shows progress where somebody can see it.</summary>
internal static class JobWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Task<JobStatus> UntilEndAsync(JobSource jobs, Bytes32 jobId, CancellationToken cancellationToken)
    {
        if (Console.IsErrorRedirected)
            return PollAsync(jobs, jobId, Note(), cancellationToken);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).HideCompleted(false).StartAsync(context =>
        {
            var task = context.AddTask("job", autoStart: true, maxValue: 1);
            return PollAsync(jobs, jobId, job => Show(task, job), cancellationToken);
        });
    }

    /// <summary>A step in one line.</summary>
    public static string Describe(JobStep step) =>
        step.Phase + (step.Round is { } round ? $", round {round}{(step.Rounds is { } rounds ? $" of {rounds}" : "")}" : "") + (step.Detail is { } detail ? $": {detail}" : "");

    private static async Task<JobStatus> PollAsync(JobSource jobs, Bytes32 jobId, Action<JobStatus> report, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryGetAsync(jobs, jobId, cancellationToken).ConfigureAwait(false) is { } job)
            {
                report(job);
                if (job.State is "completed" or "aborted")
                    return job;
            }
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // A chain that is away, or between two blocks, is no reason to stop watching: the node goes on too.
    private static async Task<JobStatus?> TryGetAsync(JobSource jobs, Bytes32 jobId, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Failures.Explain(e) is { Error: NodeError.Chain } failure)
        {
            Console.Error.WriteLine($"waiting: {failure.Message}");
            return null;
        }
    }

    private static void Show(ProgressTask task, JobStatus job)
    {
        var text = job.Progress is { } step ? $"{job.State}, {Describe(step)}" : job.State;
        task.Description = Markup.Escape(text);
        if (job.State == "completed")
            task.Value = 1;
        else if (job.Progress is { Round: { } round, Rounds: > 0 and var rounds })
            task.Value = Math.Clamp((double)round / rounds, 0, 1);
        else
            task.IsIndeterminate = true;
    }

    // Without a terminal: a line where something changed.
    private static Action<JobStatus> Note()
    {
        var before = "";
        return job =>
        {
            var text = job.Progress is { } step ? $"{job.State}, {Describe(step)}" : job.State;
            if (text != before)
                Console.Error.WriteLine(before = text);
        };
    }
}
