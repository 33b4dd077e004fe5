using System.Security.Cryptography;

namespace AuditNode.Node.Demo;

/// <summary>One flipped bit somewhere in an archive, until it is undone.</summary>
internal sealed class DemoTamper : IDisposable
{
    private readonly byte bit;

    private DemoTamper(string path, long offset, byte bit)
    {
        (Path, Offset, this.bit) = (path, offset, bit);
        Flip();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The byte.</summary>
    public long Offset { get; }

    /// <summary>Flips a bit of a random byte of a random file.</summary>
    /// <param name="folder">The archive.</param>
    public static DemoTamper In(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0)];
        var path = files[RandomNumberGenerator.GetInt32(files.Length)];
        var length = (int)Math.Min(new FileInfo(path).Length, int.MaxValue);
        return new DemoTamper(path, RandomNumberGenerator.GetInt32(length), (byte)(1 << RandomNumberGenerator.GetInt32(8)));
    }

    /// <summary>Undoes it.</summary>
    public void Dispose() => Flip();

    private void Flip()
    {
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, mode | UnixFileMode.UserWrite);
        using (var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = Offset;
            var value = file.ReadByte();
            file.Position = Offset;
            file.WriteByte((byte)(value ^ bit));
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, mode);
    }
}
