using System.CommandLine;

namespace AuditNode.ChainDev.Commands;

/// <summary>dev: runs a development chain until it is interrupted.</summary>
public static class DevCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var client = new Option<string>("--client") { Description = "The client that runs the chain.", DefaultValueFactory = _ => "anvil" };
        client.AcceptOnlyFromAmong("anvil", "ganache");
        var port = new Option<int?>("--port") { Description = "Port of JSON-RPC on 127.0.0.1; a free one without it.", HelpName = "P" };
        var chainId = CommandOptions.ChainId();
        var blockTime = new Option<int?>("--block-time")
        {
            Description = "Seconds between blocks; without it, every transaction is mined at once.",
            HelpName = "S",
        };
        var data = CommandOptions.Data();
        var json = CommandOptions.Json();
        var command = new Command("dev", "Runs a development chain with funded accounts until it is interrupted.")
        {
            client, port, chainId, blockTime, data, json,
        };
        command.SetAction((arguments, cancellationToken) => LongRun.GuardAsync(
            () =>
            {
                var options = new DevChainOptions
                {
                    Port = arguments.GetValue(port),
                    ChainId = arguments.GetValue(chainId) ?? 1337,
                    BlockTime = arguments.GetValue(blockTime) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                    DataDirectory = arguments.GetValue(data),
                };
                return RunAsync(arguments.GetValue(client)!, options, arguments.GetValue(json), cancellationToken);
            },
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(string client, DevChainOptions options, bool asJson, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"Starting {client}.").ConfigureAwait(false);
        await using DevChain chain = client == "ganache"
            ? await GanacheChain.StartAsync(options, cancellationToken).ConfigureAwait(false)
            : await AnvilChain.StartAsync(options, cancellationToken).ConfigureAwait(false);
        var result = new
        {
            client = chain.Client,
            chainId = chain.ChainId,
            rpcUrl = chain.RpcUrl,
            processId = chain.ProcessId,
            dataDirectory = chain.DataDirectory,
            logFile = chain.LogFile,
            accounts = chain.Accounts.Select(account => new { address = account.Address, keyFile = account.KeyPath }),
        };
        CommandResult.Write(
            result,
            [
                $"rpc           {chain.RpcUrl}",
                $"chain id      {chain.ChainId}",
                $"directory     {chain.DataDirectory}",
                .. CommandResult.Describe(chain.Accounts),
            ],
            asJson);
        await LongRun.WaitAsync(chain.Client, chain.LogFile, () => chain.IsRunning, cancellationToken).ConfigureAwait(false);
    }
}
