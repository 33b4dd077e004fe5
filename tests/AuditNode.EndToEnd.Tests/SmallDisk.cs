using System.Diagnostics;

namespace AuditNode.EndToEnd.Tests;

/// <summary>
/// A disk of its own for one node: a file system in memory, mounted in a mount namespace that lasts as long as this. Nobody else sees it
/// under its path, and everybody of this user sees it under <see cref="Seen"/>.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Ballast = "ballast";

    // As root a mount namespace is enough; others need a user namespace, where the system lets them have one.
    private static readonly string[][] Ways = [["--mount"], ["--user", "--map-root-user", "--mount"]];
    private readonly Process holder;
    private readonly string path;

    private SmallDisk(Process holder, string path, bool isOtherUser)
    {
        (this.holder, this.path) = (holder, path);
        Within = ["nsenter", "--target", $"{holder.Id}", "--mount", .. isOtherUser ? (string[])["--user", "--preserve-credentials"] : []];
    }

    /// <summary>Runs the command that follows where the disk is mounted.</summary>
    public IReadOnlyList<string> Within { get; }

    /// <summary>Where the tests see it.</summary>
    public string Seen => $"/proc/{holder.Id}/root{path}";

    /// <summary>Mounts one.</summary>
    /// <param name="path">Where; it is created.</param>
    /// <param name="megabytes">Its size.</param>
    /// <exception cref="InvalidOperationException">It is not allowed here.</exception>
    public static SmallDisk Mount(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        var said = "";
        foreach (var way in Ways)
        {
            // It lives until its input ends, so that it does not outlast the tests.
            var start = new ProcessStartInfo(
                "unshare", [.. way, "sh", "-c", $"mount -t tmpfs -o size={megabytes}m,mode=700 tmpfs \"$0\" && echo mounted && exec cat", path])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            var holder = Process.Start(start)!;
            if (holder.StandardOutput.ReadLine() == "mounted")
                return new SmallDisk(holder, path, way.Length > 1);
            said = holder.StandardError.ReadToEnd();
            holder.Dispose();
        }
        throw new InvalidOperationException($"No disk can be mounted: {said}");
    }

    /// <summary>Leaves not a byte; may be repeated when there is room again.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Path.Combine(Seen, Ballast), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 16];
        try
        {
            while (true)
                ballast.Write(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Takes back what filled it.</summary>
    public void MakeRoom() => File.Delete(Path.Combine(Seen, Ballast));

    public void Dispose()
    {
        holder.Kill();
        holder.WaitForExit();
        holder.Dispose();
    }
}
