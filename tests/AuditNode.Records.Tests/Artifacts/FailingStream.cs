namespace AuditNode.Records.Tests.Artifacts;

/// <summary>A file on a disk that has room for some bytes only.</summary>
internal sealed class FailingStream(string path, int room) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
{
    private const int NoSpaceLeft = 28; // ENOSPC

    private int _rest = room;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int taken = Math.Min(buffer.Length, _rest);
        _rest -= taken;
        await base.WriteAsync(buffer[..taken], cancellationToken);
        if (taken < buffer.Length) throw new IOException("No space left on device", NoSpaceLeft);
    }
}
