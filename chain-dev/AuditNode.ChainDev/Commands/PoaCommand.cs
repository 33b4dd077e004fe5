using System.CommandLine;
using AuditNode.ChainDev.Poa;

namespace AuditNode.ChainDev.Commands;

/// <summary>poa: runs a proof-of-authority network until it is interrupted.</summary>
public static class PoaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var validators = new Option<int?>("--validators") { Description = "Nodes that seal blocks (default 3).", HelpName = "N" };
        var followers = new Option<int?>("--followers") { Description = "Nodes that only follow (default 1).", HelpName = "N" };
        var period = new Option<int?>("--period") { Description = "Seconds between blocks (default 2).", HelpName = "S" };
        var chainId = CommandOptions.ChainId();
        var data = CommandOptions.Data();
        var basePort = new Option<int?>("--base-port")
        {
            Description = "First of two ports a node on 127.0.0.1: JSON-RPC of each, then peers of each; free ones without it.",
            HelpName = "P",
        };
        var json = CommandOptions.Json();
        var command = new Command("poa", "Runs a private proof-of-authority network (Clique) of several processes until it is interrupted.")
        {
            validators, followers, period, chainId, data, basePort, json,
        };
        command.SetAction((arguments, cancellationToken) => LongRun.GuardAsync(
            () =>
            {
                var options = new PoaNetworkOptions
                {
                    Validators = arguments.GetValue(validators),
                    Followers = arguments.GetValue(followers) ?? (IsNew(arguments.GetValue(data)) ? 1 : null),
                    Period = arguments.GetValue(period) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                    ChainId = arguments.GetValue(chainId),
                    DataDirectory = arguments.GetValue(data),
                    BasePort = arguments.GetValue(basePort),
                };
                return RunAsync(options, arguments.GetValue(json), cancellationToken);
            },
            cancellationToken));
        return command;
    }

    private static bool IsNew(string? directory) => directory is null || !File.Exists(Path.Combine(directory, "network.json"));

    private static async Task RunAsync(PoaNetworkOptions options, bool asJson, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("Starting the nodes and waiting for their first block.").ConfigureAwait(false);
        await using var network = await PoaNetwork.StartAsync(options, cancellationToken).ConfigureAwait(false);
        var result = new
        {
            chainId = network.ChainId,
            period = network.Period.TotalSeconds,
            dataDirectory = network.DataDirectory,
            nodes = network.Nodes.Select(node => new
            {
                name = node.Name,
                rpcUrl = node.RpcUrl,
                signer = node.Signer,
                processId = node.ProcessId,
                logFile = node.LogFile,
            }),
            accounts = network.Accounts.Select(account => new { address = account.Address, keyFile = account.KeyPath }),
        };
        CommandResult.Write(
            result,
            [
                .. network.Nodes.Select(Describe),
                $"chain id      {network.ChainId}",
                $"directory     {network.DataDirectory}",
                .. CommandResult.Describe(network.Accounts),
            ],
            asJson);
        // One validator fewer is a state that a network must live with; all of them gone is not.
        await LongRun.WaitAsync("The network", network.DataDirectory, () => network.Nodes.Any(node => node.IsRunning), cancellationToken)
            .ConfigureAwait(false);
    }

    private static string Describe(PoaNode node) =>
        $"{node.Name,-12}  {node.RpcUrl}  {(node.Signer is { } signer ? $"seals as {signer}" : "follows")}";
}
