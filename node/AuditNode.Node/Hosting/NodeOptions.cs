using System.Globalization;
using System.Net;

namespace AuditNode.Node.Hosting;

/// <summary>How a node is to run: checked values of <see cref="NodeSettings"/>, which documents units, defaults and ranges.</summary>
public sealed record NodeOptions
{
    /// <summary>Where the node's files lie.</summary>
    public required NodeDirectory Directory { get; init; }

    /// <summary>What people call the institution.</summary>
    public required string Name { get; init; }

    /// <summary>chain.*</summary>
    public required ChainSection Chain { get; init; }

    /// <summary>Full path of the file whose first line opens the keys; null to ask.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>Where other institutions' nodes connect.</summary>
    public required IPEndPoint PeerListen { get; init; }

    /// <summary>How long a connection to a peer may take to come about.</summary>
    public TimeSpan PeerConnectTimeout { get; init; }

    /// <summary>Where the admin API listens.</summary>
    public required AdminEndPoint Admin { get; init; }

    /// <summary>Records that may wait for the chain before jobs pause.</summary>
    public int MaxBacklog { get; init; }

    /// <summary>Records in one transaction, at most.</summary>
    public int BatchRecords { get; init; }

    /// <summary>jobs.*</summary>
    public required JobSection Jobs { get; init; }

    /// <summary>The institution's tables.</summary>
    public IReadOnlyList<DatasetSection> Datasets { get; init; } = [];

    /// <summary>The least that is logged.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>Whether logs are JSON.</summary>
    public bool LogJson { get; init; }

    /// <summary>OTLP endpoint; null for no export.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Pause between exports of metrics.</summary>
    public TimeSpan OtlpInterval { get; init; }

    /// <summary>How long the node may take to stop.</summary>
    public TimeSpan ShutdownTimeout { get; init; }

    /// <summary>Reads audit-node.json, the environment and options.</summary>
    /// <param name="directory">The node's directory.</param>
    /// <param name="options">Key and value, as <c>--set</c> has them.</param>
    /// <exception cref="NodeException">Something is wrong; the message has a line for every wrong key.</exception>
    public static NodeOptions Load(NodeDirectory directory, IEnumerable<KeyValuePair<string, string>> options)
    {
        ArgumentNullException.ThrowIfNull(directory);
        directory.RequireExists();
        return From(directory, NodeConfiguration.Read(directory.Configuration, Environment.GetEnvironmentVariables(), options));
    }

    /// <summary>The options of a configuration.</summary>
    /// <exception cref="NodeException">The configuration has problems.</exception>
    public static NodeOptions From(NodeDirectory directory, NodeConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.Problems.Count > 0)
            throw new NodeException(NodeError.Configuration, string.Join('\n', configuration.Problems));
        TimeSpan Seconds(string key) => TimeSpan.FromSeconds(configuration.Number(key));
        string? PathOf(string key) => configuration.Text(key) is { Length: > 0 } path ? directory.At(path) : null;
        return new NodeOptions
        {
            Directory = directory,
            Name = configuration.Text("name"),
            Chain = new ChainSection
            {
                Rpc = new Uri(configuration.Text("chain.rpc")),
                CredentialsFile = PathOf("chain.credentialsFile"),
                ContractsFile = PathOf("chain.contracts")!,
                Confirmations = configuration.Number("chain.confirmations"),
                RequestTimeout = Seconds("chain.requestSeconds"),
                PollInterval = TimeSpan.FromMilliseconds(configuration.Number("chain.pollMilliseconds")),
                StallAfter = Seconds("chain.stallSeconds"),
            },
            PassphraseFile = PathOf("keys.passphraseFile"),
            PeerListen = IPEndPoint.Parse(configuration.Text("peers.listen")),
            PeerConnectTimeout = Seconds("peers.connectSeconds"),
            Admin = AdminEndPoint.Parse(configuration.Text("admin.listen"), directory),
            MaxBacklog = configuration.Number("journal.maxBacklog"),
            BatchRecords = configuration.Number("journal.batchRecords"),
            Jobs = new JobSection
            {
                PollInterval = Seconds("jobs.pollSeconds"),
                Workers = configuration.Number("jobs.workers"),
                Threads = configuration.Number("jobs.threads"),
            },
            Datasets =
            [
                .. configuration.Names("datasets.*.path").Select(name => new DatasetSection(
                    name, PathOf($"datasets.{name}.path")!,
                    UInt128.Parse(configuration.Text($"datasets.{name}.cap"), CultureInfo.InvariantCulture),
                    configuration.Text($"datasets.{name}.identifier") is { Length: > 0 } column ? column : null)),
            ],
            LogLevel = Enum.Parse<LogLevel>(configuration.Text("log.level"), ignoreCase: true),
            LogJson = configuration.Text("log.format") == "json",
            Otlp = configuration.Text("telemetry.otlp") is { Length: > 0 } otlp ? new Uri(otlp) : null,
            OtlpInterval = Seconds("telemetry.intervalSeconds"),
            ShutdownTimeout = Seconds("shutdownSeconds"),
        };
    }
}
