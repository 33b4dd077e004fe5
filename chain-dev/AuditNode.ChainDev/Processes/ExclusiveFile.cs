namespace AuditNode.ChainDev.Processes;

/// <summary>A lock between processes: whoever has the file open. The operating system lets go of it when its holder dies.</summary>
public static class ExclusiveFile
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock; closing the stream releases it.</summary>
    public static async Task<FileStream> WaitAsync(string path, CancellationToken cancellationToken)
    {
        FileStream? stream;
        while ((stream = TryOpen(path)) is null)
            await Task.Delay(Retry, cancellationToken).ConfigureAwait(false);
        return stream;
    }

    /// <summary>Takes the lock if nobody has it.</summary>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
