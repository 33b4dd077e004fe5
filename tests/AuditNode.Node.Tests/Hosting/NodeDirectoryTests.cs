using System.Diagnostics;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Tests.Hosting;

public sealed class NodeDirectoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Only_one_process_part_can_hold_it()
    {
        var directory = new NodeDirectory(folder.Path);
        using (directory.Lock())
        {
            Assert.True(directory.IsLocked());
            Assert.Equal(NodeError.InUse, Assert.Throws<NodeException>(directory.Lock).Error);
        }
        Assert.False(directory.IsLocked());
    }

    [Fact]
    public async Task Who_looks_whether_it_is_held_keeps_nobody_from_holding_it()
    {
        var directory = new NodeDirectory(folder.Path);
        using var stop = new CancellationTokenSource();
        var looks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var looking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                directory.IsLocked();
                looks.TrySetResult();
            }
        });
        await looks.Task;
        // Long enough for the two to meet on a machine that has other things to do.
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromSeconds(1);)
            directory.Lock().Dispose();
        await stop.CancelAsync();
        await looking;
    }

    [Fact]
    public void What_others_may_read_is_refused_with_the_command_that_mends_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = new NodeDirectory(Path.Combine(folder.Path, "node"));
        directory.Create();
        Assert.Empty(directory.FindWrongRights());
        File.SetUnixFileMode(directory.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        Assert.Contains($"chmod 700 {directory.Keys}", Assert.Throws<NodeException>(directory.RequireRights).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
