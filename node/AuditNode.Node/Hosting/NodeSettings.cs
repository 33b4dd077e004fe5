using System.Globalization;
using System.Net;

namespace AuditNode.Node.Hosting;

/// <summary>All configuration keys there are.</summary>
public static class NodeSettings
{
    /// <summary>The keys, in the order in which documents list them.</summary>
    public static IReadOnlyList<NodeSetting> All { get; } =
    [
        new("name", "What people call the institution; not on the chain.", "text", "institution", "1 .. 64 characters of a-z, 0-9, -",
            text => text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                ? null : "has other characters than a-z, 0-9 and -, or not 1 .. 64 of them"),

        NodeSetting.Url("chain.rpc", "JSON-RPC of the institution's own node of the chain.", null,
            "put them, as user:password, into a file and name it in chain.credentialsFile"),
        NodeSetting.File("chain.credentialsFile", "File with user:password for chain.rpc; mode 0600.", ""),
        NodeSetting.File("chain.contracts", "File with the addresses of the contracts, as audit-node chain deploy writes it.", "contracts.json"),
        NodeSetting.Integer("chain.confirmations", "Blocks that make a transaction final, its own included; 0 takes floor(n/2) + 1 of the "
            + "n validators in the registry.", "blocks", 0, 0, 1000),
        NodeSetting.Integer("chain.requestSeconds", "How long one request to the node may take.", "seconds", 30, 1, 600),
        NodeSetting.Integer("chain.pollMilliseconds", "Pause between looks for receipts and new blocks.", "milliseconds", 500, 50, 60_000),
        NodeSetting.Integer("chain.stallSeconds", "Without a new block for this long, the chain counts as stalled.", "seconds", 60, 5, 86_400),

        NodeSetting.File("keys.passphraseFile", "File whose first line opens the keys; mode 0600. Without it, node run asks.", ""),

        EndPoint("peers.listen", "Where other institutions' nodes connect (HTTPS).", "0.0.0.0:7443"),
        NodeSetting.Integer("peers.connectSeconds", "How long a connection to a peer may take to come about.", "seconds", 10, 1, 300),

        Loopback("admin.listen", "Where the admin API listens: a loopback address and port, or unix: and a path.", "127.0.0.1:7480"),

        NodeSetting.Integer("journal.maxBacklog", "Records that may wait for the chain before jobs pause.", "records", 4096, 1, 1_000_000),
        NodeSetting.Integer("journal.batchRecords", "Records in one transaction, at most.", "records", 256, 1, 256),

        NodeSetting.Integer("jobs.pollSeconds", "Pause between looks for new jobs on the chain.", "seconds", 2, 1, 3600),
        NodeSetting.Integer("jobs.workers", "Jobs that run at once.", "jobs", 1, 1, 64),
        NodeSetting.Integer("jobs.threads", "Threads of one job's computation; 0 takes one per core.", "threads", 0, 0, 1024),

        NodeSetting.Choice("log.level", "The least that is logged.", "information", "trace", "debug", "warning", "error", "critical"),
        NodeSetting.Choice("log.format", "One JSON object per line, or lines for people.", "json", "text"),

        NodeSetting.Url("telemetry.otlp", "OTLP endpoint (gRPC) for metrics and traces; without it nothing is exported.", "",
            "let a collector on this machine add them"),
        NodeSetting.Integer("telemetry.intervalSeconds", "Pause between exports of metrics.", "seconds", 15, 1, 3600),

        NodeSetting.File("datasets.*.path", "A table of the institution: a CSV file with a header, plain or .gz. * is its name for consents.", ""),
        new("datasets.*.cap", "The most that all jobs together may ever spend of the table's privacy (zCDP); fixed when the account is "
            + "opened on the chain.", "rho in units of 1e-12", "", "1 .. 2^128 - 1",
            text => UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cap) && cap > 0
                ? null : "is not a whole number in 1 .. 2^128 - 1"),
        new("datasets.*.identifier", "Column that names the records, the same at every institution.", "text", "", "1 .. 256 characters",
            text => text.Length <= 256 ? null : "has more than 256 characters"),

        NodeSetting.Integer("shutdownSeconds", "How long the node may take to stop; what is not finished goes on at the next start.",
            "seconds", 30, 1, 600),
    ];

    /// <summary>The key of that name, in the file's or in the environment's spelling; null where there is none.</summary>
    public static NodeSetting? Find(string name) => All.FirstOrDefault(setting => setting.Matches(name) || setting.Variable == name);

    private static NodeSetting EndPoint(string key, string description, string standard) => new(
        key, description, "address:port", standard, "an IP address and a port in 1 .. 65535",
        text => IPEndPoint.TryParse(text, out var point) && point.Port > 0 ? null : "is not an IP address with a port, such as 0.0.0.0:7443");

    private static NodeSetting Loopback(string key, string description, string standard) => new(
        key, description, "address:port, or unix:path", standard, "127.0.0.0/8 or [::1] with a port in 1 .. 65535, or unix:path",
        text => text.StartsWith("unix:", StringComparison.Ordinal)
            ? text.Length > 5 ? null : "names no path"
            : IPEndPoint.TryParse(text, out var point) && point.Port > 0 && IPAddress.IsLoopback(point.Address)
                ? null : "is not a loopback address with a port, such as 127.0.0.1:7480: nobody else may reach the admin API");
}
