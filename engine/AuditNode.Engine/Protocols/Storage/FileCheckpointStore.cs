namespace AuditNode.Engine.Protocols;

/// <summary>
/// Checkpoints as files. They are readable by their owner only but not encrypted: put the folder of a key holder on an encrypted disk.
/// </summary>
public sealed class FileCheckpointStore : ICheckpointStore
{
    private readonly string _folder;

    /// <summary>Opens or creates a store.</summary>
    /// <param name="folder">Created where it is missing, for its owner only.</param>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public FileCheckpointStore(string folder) => _folder = DurableFile.CreateFolder(folder);

    /// <summary>
    /// Removes what a process that was killed had half written, which may be as secret as what it was to become. Call it before anybody opens
    /// a store there.
    /// </summary>
    /// <param name="folder">A folder of stores; it need not exist.</param>
    /// <exception cref="IOException">A file cannot be removed.</exception>
    public static void RemoveLeftovers(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string leftover in Directory.EnumerateFiles(folder, $"*{DurableFile.TemporaryEnding}", SearchOption.AllDirectories)) File.Delete(leftover);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(name), cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        DurableFile.WriteAsync(PathOf(name), content, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        File.Delete(PathOf(name));
        return ValueTask.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(_folder, CheckpointName.Require(name));
}
