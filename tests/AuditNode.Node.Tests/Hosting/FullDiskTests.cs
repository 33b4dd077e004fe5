using AuditNode.Node.Hosting;
using AuditNode.Node.Journal;
using AuditNode.Records.Archives;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Tests.Hosting;

public sealed class FullDiskTests
{
    private const int NoSpaceLeft = 28, NotEmpty = 39;

    public static TheoryData<Exception, bool> Failures => new()
    {
        { new IOException("No space left on device", NoSpaceLeft), true },
        { new ArchiveException(ArchiveFault.Full, "artifacts/ab", "The disk is full."), true },
        { new JournalException(JournalFault.DiskFull, "There is no room."), true },
        { new SqliteException("database or disk is full", 13), true },
        { new InvalidOperationException("A job cannot go on.", new IOException("No space left on device", NoSpaceLeft)), true },
        { new IOException("Directory not empty", NotEmpty), OperatingSystem.IsWindows() },
        { new IOException("The connection was reset."), false },
        { new ArchiveException(ArchiveFault.Damaged, "artifacts/ab", "Other bytes."), false },
        { new SqliteException("database is locked", 5), false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_full_disk_is_known_in_whatever_part_it_stops(Exception failure, bool isFull) => Assert.Equal(isFull, FullDisk.Explains(failure));

    [Fact]
    public void The_failure_names_the_directory_and_the_remedy_in_one_line()
    {
        var said = FullDisk.Explain(new NodeDirectory("/var/lib/audit-node"), new IOException("No space\nleft on device.", NoSpaceLeft));
        Assert.Equal(NodeError.Files, said.Error);
        Assert.Equal(
            "The disk of /var/lib/audit-node is full: No space left on device. Nothing that was confirmed is lost. Free space on it, then start the node again; its jobs go on where they were.",
            said.Message);
    }
}
