namespace AuditNode.Benchmarks.Reporting;

/// <summary>Files that are either whole or as they were before, even when the machine stops while one is written.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk, then takes the file's place.</summary>
    public static void Write(string path, string text)
    {
        string temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
