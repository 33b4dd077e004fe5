using System.Text.Json;
using AuditNode.Chain;
using AuditNode.ChainDev.Deployment;
using AuditNode.ChainDev.Processes;
using AuditNode.Node.Api;
using AuditNode.Node.Commands;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Demo;

/// <summary>One institution: a directory with its own keys and data, and a process.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Roles">Its roles in the consortium.</param>
/// <param name="Rpc">The node of the chain that it uses.</param>
/// <param name="Directory">Its directory.</param>
internal sealed record DemoInstitution(string Name, InstitutionRoles Roles, Uri Rpc, NodeDirectory Directory) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private DemoProgram? program;

    /// <summary>The port where others connect.</summary>
    public int Port { get; } = LoopbackPort.Choose();

    /// <summary>Its account, once it has keys.</summary>
    public Address Address => KeySummary.ReadAddress(new KeyFiles(Directory).Account);

    /// <summary>The number of its process.</summary>
    public int ProcessId => program?.Id ?? 0;

    private string PassphraseFile => Directory.At("passphrase");

    /// <summary>Makes directory, configuration and keys.</summary>
    public async Task PrepareAsync(string contracts, CancellationToken cancellationToken)
    {
        Directory.Create();
        PrivateFile.Write(PassphraseFile, KeyMaker.RandomPassphrase());
        PrivateFile.Write(Directory.Configuration, JsonSerializer.Serialize(new
        {
            name = Name,
            chain = new { rpc = Rpc.ToString(), contracts, pollMilliseconds = 200 },
            keys = new { passphraseFile = PassphraseFile },
            peers = new { listen = $"127.0.0.1:{Port}" },
            admin = new { listen = "unix:admin.sock" },
            jobs = new { pollSeconds = 1 },
            datasets = new { main = new { path = DataFile, cap = "100000000000000" } },
        }));
        await DemoProgram.RequireAsync(cancellationToken, "key", "new", "--directory", Directory.Root, "--passphrase-file", PassphraseFile).ConfigureAwait(false);
    }

    /// <summary>Where its table lies.</summary>
    public string DataFile => Directory.At("data.csv");

    /// <summary>Registers its keys with the consortium, and starts its node.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await DemoProgram.RequireAsync(cancellationToken, "key", "register", "--directory", Directory.Root, "--passphrase-file", PassphraseFile).ConfigureAwait(false);
        program = DemoProgram.Start(Directory.At("node.log"), "node", "run", "--until-input-ends", "--directory", Directory.Root);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (true)
        {
            if (program.HasExited)
                throw new NodeException(NodeError.Client, $"The node of {Name} ended while it started; see {Directory.At("node.log")} with --keep.");
            try
            {
                if (await TryGetAsync<NodeStatus>("v1/status", limit.Token).ConfigureAwait(false) is { Ready: true })
                    return;
                await Task.Delay(200, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new NodeException(NodeError.Timeout, $"The node of {Name} was not ready within {StartLimit.TotalSeconds} s; see {Directory.At("node.log")} with --keep.");
            }
        }
    }

    /// <summary>Asks its node; null while it does not answer.</summary>
    public async Task<T?> TryGetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var client = AdminClient.TryOpen(NodeOptions.Load(Directory, []));
        if (client is null)
            return null;
        try
        {
            return await client.GetAsync<T>(path, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException e) when (e.Error == NodeError.NotRunning)
        {
            return null;
        }
    }

    /// <summary>Runs one of its commands.</summary>
    public Task<JsonElement> CommandAsync(CancellationToken cancellationToken, params string[] arguments) =>
        DemoProgram.RequireAsync(cancellationToken, [.. arguments, "--directory", Directory.Root]);

    /// <summary>Stops its node.</summary>
    public ValueTask DisposeAsync() => program?.DisposeAsync() ?? ValueTask.CompletedTask;
}
