using AuditNode.Verifier;
using Spectre.Console;

namespace AuditNode.Node.Commands;

/// <summary>Progress of a verification: bars where standard error is a terminal, else nothing.</summary>
internal static class StageProgress
{
    public static Task<T> ShowAsync<T>(Func<IProgress<VerificationProgress>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).StartAsync(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<VerificationProgress>
    {
        private readonly Dictionary<string, ProgressTask> stages = [];

        public void Report(VerificationProgress value)
        {
            lock (stages)
            {
                if (!stages.TryGetValue(value.Stage, out var task))
                    stages[value.Stage] = task = context.AddTask(Markup.Escape(value.Stage));
                task.IsIndeterminate = value.Total is null;
                task.MaxValue = Math.Max(1, value.Total ?? 1);
                task.Value = value.Done;
            }
        }
    }
}
