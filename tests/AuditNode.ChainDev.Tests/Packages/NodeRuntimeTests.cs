using System.Diagnostics;
using AuditNode.ChainDev.Packages;

namespace AuditNode.ChainDev.Tests.Packages;

public sealed class NodeRuntimeTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Without_node_the_error_says_where_to_get_it()
    {
        var failure = await Assert.ThrowsAsync<ChainDevException>(() => NodeRuntime.FindAsync(default, directory.Path));
        Assert.Equal(ChainDevError.Environment, failure.Error);
        Assert.Contains("https://nodejs.org", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_npm_the_error_says_where_to_get_it()
    {
        var failure = Assert.Throws<ChainDevException>(() => NodeRuntime.FindNpm(directory.Path));
        Assert.Equal(ChainDevError.Environment, failure.Error);
        Assert.Contains("https://nodejs.org", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v18.19.0", "too old")]
    [InlineData("hello", "not a version")]
    public async Task A_node_that_is_too_old_or_something_else_is_refused(string version, string reason)
    {
        if (OperatingSystem.IsWindows())
            return;
        var program = Path.Combine(directory.Path, "node");
        // Written by a process of its own: while this one writes, another test's child may be born with the open file, which cannot be run then.
        using (var writer = Process.Start("/bin/sh", ["-c", $"printf '#!/bin/sh\\necho {version}\\n' > '{program}' && chmod 700 '{program}'"]))
            await writer.WaitForExitAsync();
        var failure = await Assert.ThrowsAsync<ChainDevException>(() => NodeRuntime.FindAsync(default, directory.Path));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains(version, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v20.20.2\n", 20)]
    [InlineData("v22.0.0", 22)]
    [InlineData("", null)]
    [InlineData("vx.1", null)]
    public void The_major_version_is_the_first_number(string text, int? major) => Assert.Equal(major, NodeRuntime.MajorOf(text));
}
