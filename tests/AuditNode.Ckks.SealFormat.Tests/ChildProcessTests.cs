using System.Diagnostics;

namespace AuditNode.Ckks.SealFormat.Tests;

public class ChildProcessTests
{
    /// <summary>Says its process number, then waits to be killed.</summary>
    private const string Endless = "require('fs').writeFileSync(process.argv[1], `${process.pid}`); setInterval(() => {}, 1000);";

    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Cancelling_kills_the_process()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var cancel = new CancellationTokenSource();
            var running = ChildProcess.RunAsync(ChildProcess.Find("node"), ["-e", Endless, file], Path.GetTempPath(), Ample, cancel.Token);
            while (new FileInfo(file).Length == 0 && !running.IsCompleted)
                await Task.Delay(20);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            var id = int.Parse(await File.ReadAllTextAsync(file));
            Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_process_that_exceeds_its_time_is_killed()
    {
        var file = Path.GetTempFileName();
        try
        {
            var limit = TimeSpan.FromMilliseconds(100);
            string[] arguments = ["-e", Endless, file];
            var late = await Assert.ThrowsAsync<TimeoutException>(
                () => ChildProcess.RunAsync(ChildProcess.Find("node"), arguments, Path.GetTempPath(), limit, CancellationToken.None));
            Assert.StartsWith("node -e", late.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_program_that_is_not_installed_is_named()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => ChildProcess.Find("no-such-program"));
        Assert.StartsWith("'no-such-program' is not on PATH.", missing.Message, StringComparison.Ordinal);
        Assert.Contains("install Node.js 20", missing.Message, StringComparison.Ordinal);
    }
}
