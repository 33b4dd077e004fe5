using AuditNode.Node.Peers;

namespace AuditNode.Node.Hosting;

/// <summary>Whether the disk of the node's directory has the room without which messages of peers are not taken.</summary>
/// <param name="directory">The node's directory.</param>
public sealed class DiskCheck(NodeDirectory directory) : IReadinessCheck
{
    private const long Least = MessageInbox.DefaultMinimumFree;

    /// <inheritdoc/>
    public string Name => "disk";

    /// <inheritdoc/>
    public Task<Check> CheckAsync(CancellationToken cancellationToken)
    {
        var free = new DriveInfo(directory.Root).AvailableFreeSpace;
        return Task.FromResult(free >= Least
            ? new Check(Name, true, $"{free >> 20} MiB free")
            : new Check(
                Name, false, $"{free >> 20} MiB free for {directory.Root}; below {Least >> 20} MiB messages of other institutions have to wait, and without any the node stops",
                $"Free space on the disk of {directory.Root}"));
    }
}
