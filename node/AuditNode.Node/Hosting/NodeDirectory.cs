using System.Diagnostics;
using System.Runtime.Versioning;
using AuditNode.ChainDev.Processes;

namespace AuditNode.Node.Hosting;

/// <summary>
/// Where everything of one node lies. Directories have mode 0700 and files 0600; what anybody else may read is refused.
/// <code>
/// audit-node.json   configuration
/// contracts.json    addresses of the consortium's contracts
/// keys/             account, proof key, TLS certificate
/// archive/          specifications, records and artifacts
/// journal.db        journal and outbox
/// state/            checkpoints of running jobs
/// spool/            messages that are arriving
/// admin.token       token of the admin API, new at every start
/// lock              held by the running node
/// </code>
/// </summary>
public sealed class NodeDirectory
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // Who only looks has the lock for an instant, and must not keep a node from starting.
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(2), LockPause = TimeSpan.FromMilliseconds(10);

    /// <summary>A directory, which need not exist.</summary>
    /// <param name="path">Its path, relative to the current directory.</param>
    public NodeDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Root = Path.GetFullPath(path);
    }

    /// <summary>The full path.</summary>
    public string Root { get; }

    /// <summary>audit-node.json.</summary>
    public string Configuration => At("audit-node.json");

    /// <summary>contracts.json, where the configuration names no other file.</summary>
    public string Contracts => At("contracts.json");

    /// <summary>keys.</summary>
    public string Keys => At("keys");

    /// <summary>archive.</summary>
    public string Archive => At("archive");

    /// <summary>journal.db.</summary>
    public string Journal => At("journal.db");

    /// <summary>state.</summary>
    public string State => At("state");

    /// <summary>spool.</summary>
    public string Spool => At("spool");

    /// <summary>admin.token.</summary>
    public string AdminToken => At("admin.token");

    /// <summary>lock.</summary>
    public string LockFile => At("lock");

    /// <summary>A path below the directory; an absolute one stays as it is.</summary>
    public string At(string path) => Path.GetFullPath(path, Root);

    /// <summary>Creates the directory and those below it, where they are not there.</summary>
    /// <exception cref="NodeException">One cannot be created.</exception>
    public void Create()
    {
        foreach (var folder in (string[])[Root, Keys, Archive, State, Spool])
        {
            try
            {
                PrivateFile.CreateDirectory(folder);
            }
            catch (ChainDev.ChainDevException e)
            {
                throw new NodeException(NodeError.Files, $"{e.Message} Name another one with --directory, or create it.", e);
            }
        }
    }

    /// <summary>What others than the owner may touch, each as one line with the remedy; empty where all is well, and on Windows.</summary>
    public IReadOnlyList<string> FindWrongRights()
    {
        if (OperatingSystem.IsWindows())
            return [];
        var wrong = new List<string>();
        foreach (var folder in (string[])[Root, Keys, Archive, State, Spool])
        {
            if (Directory.Exists(folder) && (File.GetUnixFileMode(folder) & Others) != 0)
                wrong.Add($"{folder} has mode {Octal(folder)}; run: chmod 700 {folder}");
        }
        string[] files = [Configuration, Journal, AdminToken, .. Directory.Exists(Keys) ? Directory.EnumerateFiles(Keys) : []];
        foreach (var file in files)
        {
            if (File.Exists(file) && (File.GetUnixFileMode(file) & Others) != 0)
                wrong.Add($"{file} has mode {Octal(file)}; run: chmod 600 {file}");
        }
        return wrong;
    }

    /// <summary>Refuses a directory that others than the owner may read.</summary>
    /// <exception cref="NodeException">The first path with wrong rights.</exception>
    public void RequireRights()
    {
        if (FindWrongRights() is [var first, ..])
            throw new NodeException(NodeError.Files, $"{first}.");
    }

    /// <summary>Takes the directory for this process; disposing of the lock, or dying, gives it back.</summary>
    /// <exception cref="NodeException">The directory is absent, or a node runs in it.</exception>
    public IDisposable Lock()
    {
        RequireExists();
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (ExclusiveFile.TryOpen(LockFile) is { } exclusive)
                return exclusive;
            if (since.Elapsed >= LockPatience)
                throw new NodeException(NodeError.InUse, $"A node runs in {Root}; stop it first, or name another directory with --directory.");
            Thread.Sleep(LockPause);
        }
    }

    /// <summary>Whether a node, or a command that must be alone, has the directory.</summary>
    public bool IsLocked()
    {
        if (!Directory.Exists(Root))
            return false;
        using var free = ExclusiveFile.TryOpen(LockFile);
        return free is null;
    }

    /// <summary>Refuses a directory that does not exist.</summary>
    /// <exception cref="NodeException">It does not.</exception>
    public void RequireExists()
    {
        if (!Directory.Exists(Root))
            throw new NodeException(NodeError.Files, $"There is no directory {Root}; run audit-node node init --directory {Root}.");
    }

    [UnsupportedOSPlatform("windows")]
    private static string Octal(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0');
}
