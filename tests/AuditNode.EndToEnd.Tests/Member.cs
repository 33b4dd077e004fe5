using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.Keystore;
using AuditNode.ChainDev.Processes;
using AuditNode.Node.Api;
using AuditNode.Node.Commands;
using AuditNode.Node.Hosting;
using AuditNode.Node.Jobs;
using AuditNode.Node.Keys;
using AuditNode.Records.Operations;
using AuditNode.Scenarios;

namespace AuditNode.EndToEnd.Tests;

/// <summary>One institution: a directory with keys and data, and a node process, which can be killed and started again.</summary>
/// <param name="name">What people call it.</param>
/// <param name="root">Its directory, as the node sees it.</param>
/// <param name="disk">The disk that is mounted there; null for that of the tests.</param>
internal sealed class Member(string name, string root, SmallDisk? disk = null) : IDisposable
{
    /// <summary>Exit code of a process that was killed (SIGKILL).</summary>
    public const int Killed = 128 + 9;

    private static readonly ScryptParameters Cheap = new(2, 8, 1);
    private readonly List<NodeResult> ended = [];
    private NodeProcess? process;

    public string Name => name;

    /// <summary>Its directory, as the node sees it.</summary>
    public string Root => root;

    /// <summary>Its directory, as the tests see it.</summary>
    public NodeDirectory Directory { get; } = new(disk?.Seen ?? root);

    public string Endpoint => $"https://127.0.0.1:{Port}";

    public Address Address => KeySummary.ReadAddress(new KeyFiles(Directory).Account);

    public bool HasEnded => process?.HasExited ?? true;

    private int Port { get; } = LoopbackPort.Choose();

    private string PassphraseFile => Path.Combine(root, "passphrase");

    /// <summary>Makes directory, keys, configuration and the institution's columns.</summary>
    public async Task PrepareAsync(Uri rpc, string contracts, IReadOnlyList<string> table)
    {
        var passphrase = KeyMaker.RandomPassphrase();
        await KeyMaker.MakeAsync(Directory, passphrase, TimeProvider.System, Cheap);
        PrivateFile.Write(Directory.At("passphrase"), passphrase);
        PrivateFile.Write(Directory.Configuration, JsonSerializer.Serialize(new
        {
            name,
            chain = new { rpc = rpc.ToString(), contracts, pollMilliseconds = 100, stallSeconds = 10 },
            peers = new { listen = $"127.0.0.1:{Port}" },
            admin = new { listen = "unix:admin.sock" },
            jobs = new { pollSeconds = 1 },
            datasets = new { main = new { path = "main.csv", cap = "100000000000000" } },
        }));
        await File.WriteAllLinesAsync(Directory.At("main.csv"), table);
    }

    /// <summary>Registers its keys with the consortium.</summary>
    public Task<NodeResult> RegisterAsync() => CommandAsync("key", "register", "--passphrase-file", Directory.At("passphrase"));

    /// <summary>Starts its node, and does not wait for it.</summary>
    public void Start()
    {
        Assert.True(HasEnded);
        process = NodeProcess.RunNode(disk?.Within ?? [], root, PassphraseFile);
    }

    /// <summary>Ends its node as a power failure would.</summary>
    /// <returns><see cref="Killed"/>, unless it had ended by itself.</returns>
    public async Task<NodeResult> KillAsync()
    {
        var end = await process!.KillAsync();
        Bury(end);
        return end;
    }

    /// <summary>Waits for the end that it comes to by itself.</summary>
    public async Task<NodeResult> EndedAsync()
    {
        var end = await process!.WaitAsync();
        Bury(end);
        return end;
    }

    /// <summary>Runs a command in its directory that has to succeed.</summary>
    public async Task<NodeResult> CommandAsync(params string[] arguments)
    {
        var result = await NodeProcess.RunAsync([.. arguments, "-d", Directory.Root, "--json"]);
        Assert.True(result.ExitCode == 0, $"{name}: {string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result;
    }

    /// <summary>Asks its node; null while it does not answer.</summary>
    public async Task<T?> TryGetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var client = AdminClient.TryOpen(NodeOptions.Load(Directory, []));
        try
        {
            return client is null ? null : await client.GetAsync<T>(path, cancellationToken);
        }
        catch (NodeException)
        {
            return null; // It starts or ends, or the chain does not answer it.
        }
    }

    public Task<NodeStatus?> TryGetStatusAsync(CancellationToken cancellationToken) => TryGetAsync<NodeStatus>("v1/status", cancellationToken);

    /// <summary>How many records of a job are in its archive.</summary>
    public int CountRecords(string job) => RecordFiles(job).Count();

    /// <summary>The records of a job in its archive, in no order.</summary>
    public IEnumerable<OperationRecord> Records(string job) => RecordFiles(job).Select(file => OperationRecord.Parse(File.ReadAllBytes(file)));

    /// <summary>The result of a job, as it got it.</summary>
    public async Task<JobResult> ResultAsync(string job) =>
        Assert.IsType<JobResult>(await JobResult.ReadAsync(new JobFolder(Directory.State).StateOf(Bytes32.Parse(job))));

    /// <summary>What its node processes logged, the last lines of each; the running one is ended for it.</summary>
    public async Task<string> LogAsync()
    {
        if (process is not null)
            await KillAsync();
        return string.Join('\n', ended.Select((end, i) => $"--- {name}, process {i + 1}, exit code {end.ExitCode}\n{Tail(end.Errors)}"));
    }

    public void Dispose()
    {
        process?.Dispose();
        disk?.Dispose();
    }

    private IEnumerable<string> RecordFiles(string job)
    {
        var folder = Path.Combine(Directory.Archive, "jobs", job[2..], "records");
        return System.IO.Directory.Exists(folder) ? System.IO.Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories) : [];
    }

    private void Bury(NodeResult end)
    {
        ended.Add(end);
        process?.Dispose();
        process = null;
    }

    private static string Tail(string text)
    {
        const int Most = 6000;
        return text.Length <= Most ? text : text[^Most..];
    }
}
