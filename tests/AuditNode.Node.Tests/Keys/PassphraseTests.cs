using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Tests.Keys;

public sealed class PassphraseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_first_line_counts() => Assert.Equal("correct horse battery", Passphrase.Read(Write("correct horse battery\nnot this\n")));

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = Write("correct horse battery");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var refused = Assert.Throws<NodeException>(() => Passphrase.Read(file));
        Assert.Contains($"chmod 600 {file}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\nsecond line")]
    public void An_empty_first_line_is_refused(string text) =>
        Assert.Equal(NodeError.Passphrase, Assert.Throws<NodeException>(() => Passphrase.Read(Write(text))).Error);

    [Fact]
    public void A_short_new_passphrase_is_refused_and_not_repeated()
    {
        var refused = Assert.Throws<NodeException>(() => Passphrase.ReadNew(Write("elevenchars")));
        Assert.DoesNotContain("eleven", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere", Assert.Throws<NodeException>(() => Passphrase.Read(Path.Combine(folder.Path, "nowhere"))).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private string Write(string text)
    {
        var path = Path.Combine(folder.Path, "passphrase");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
